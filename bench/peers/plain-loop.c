/* PeopleRank as a plain loop in place, to compare kernels with: CPU seconds of each pass on standard output.
   cc -O3 -march=native plain-loop.c -lm; arguments: graph file, passes. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

int main(int count, char **arguments) {
  uint32_t sizes[2];
  FILE *file = count == 3 ? fopen(arguments[1], "rb") : NULL;
  if (!file || fread(sizes, 4, 2, file) != 2) return 1;
  const uint32_t nodes = sizes[0], edges = sizes[1];
  uint32_t *offsets = malloc(4L * (nodes + 1)), *sources = malloc(4L * edges);
  double *weights = malloc(8L * edges), *standing = malloc(8L * nodes), *passed = malloc(8L * nodes),
         *per_weight = calloc(nodes, 8);
  if (fread(offsets, 4, nodes + 1, file) != nodes + 1 || fread(sources, 4, edges, file) != edges ||
      fread(weights, 8, edges, file) != edges)
    return 1;
  for (uint32_t edge = 0; edge < edges; edge++) per_weight[sources[edge]] += weights[edge];
  for (uint32_t node = 0; node < nodes; node++) {
    per_weight[node] = per_weight[node] > 0 ? 0.85 / per_weight[node] : 0;
    standing[node] = 1;
    passed[node] = per_weight[node];
  }
  for (int pass = 0; pass < atoi(arguments[2]); pass++) {
    const double start = seconds();
    double largest = 0;
    for (uint32_t node = 0, edge = 0; node < nodes; node++) {
      double value = 1;
      for (; edge < offsets[node + 1]; edge++) value += passed[sources[edge]] * weights[edge];
      const double change = fabs(value - standing[node]) / value;
      if (change > largest) largest = change;
      standing[node] = value;
      passed[node] = value * per_weight[node];
    }
    printf("%.6f %.3e\n", seconds() - start, largest);
  }
  return 0;
}
