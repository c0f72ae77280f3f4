"""PageRank by igraph (PRPACK) of a graph file, so many times; prints JSON, then writes the ranks as f64 beside it.
Seconds of the call, of the call by CPU, and of one that does little but turn the weights of the graph's attribute into
igraph's own vector, which the first call does too. Reading the file and making the graph stay outside."""
import json
import sys
import time

import igraph
import numpy


def timed(work):
    wall, cpu = time.perf_counter(), time.process_time()
    value = work()
    return value, {"seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu}


path, repeats = sys.argv[1], int(sys.argv[2])
nodes, edges = (int(count) for count in numpy.fromfile(path, dtype="<u4", count=2))
offsets = numpy.fromfile(path, dtype="<u4", count=nodes + 1, offset=8)
sources = numpy.fromfile(path, dtype="<u4", count=edges, offset=8 + 4 * (nodes + 1))
weights = numpy.fromfile(path, dtype="<f8", count=edges, offset=8 + 4 * (nodes + 1) + 4 * edges)
targets = numpy.repeat(numpy.arange(nodes, dtype="<u4"), numpy.diff(offsets))
graph = igraph.Graph(n=nodes, edges=numpy.column_stack([sources, targets]), directed=True)
graph.es["weight"] = weights
del sources, targets, weights
runs, conversions = [], []
for _ in range(repeats):
    ranks, run = timed(lambda: graph.pagerank(damping=0.85, weights="weight", implementation="prpack"))
    runs.append(run)
    conversions.append(timed(lambda: graph.strength(vertices=[0], mode="out", weights="weight"))[1])
numpy.asarray(ranks, dtype="<f8").tofile(path + ".ranks")
print(json.dumps({"version": igraph.__version__, "runs": runs, "weights_conversions": conversions}))
