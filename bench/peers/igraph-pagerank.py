"""PageRank by igraph (PRPACK) of a graph file; prints seconds, then writes the ranks as f64 beside it."""
import sys
import time

import igraph
import numpy

path = sys.argv[1]
nodes, edges = numpy.fromfile(path, dtype="<u4", count=2)
offsets = numpy.fromfile(path, dtype="<u4", count=nodes + 1, offset=8)
sources = numpy.fromfile(path, dtype="<u4", count=edges, offset=8 + 4 * (int(nodes) + 1))
weights = numpy.fromfile(path, dtype="<f8", count=edges, offset=8 + 4 * (int(nodes) + 1) + 4 * int(edges))
targets = numpy.repeat(numpy.arange(nodes, dtype="<u4"), numpy.diff(offsets))
graph = igraph.Graph(n=int(nodes), edges=numpy.column_stack([sources, targets]), directed=True)
graph.es["weight"] = weights
start = time.perf_counter()
ranks = graph.pagerank(damping=0.85, weights="weight", implementation="prpack")
print(time.perf_counter() - start)
numpy.asarray(ranks, dtype="<f8").tofile(path + ".ranks")
