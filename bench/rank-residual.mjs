/** L1 of what one textbook PageRank step (damping 0.85, sinks restart) changes in `ranks`, scaled to sum to 1; each
 *  node is summed with what additions round away, so that residuals of 1e-13 can be told apart. */
export function rankResidual({ nodeCount, offsets, sources, weights }, ranks) {
  const passed = new Float64Array(nodeCount);
  for (let edge = 0; edge < offsets[nodeCount]; edge++) passed[sources[edge]] += weights[edge];
  const total = compensatedSum(nodeCount, node => ranks[node]);
  const sinks = compensatedSum(nodeCount, node => (passed[node] === 0 ? ranks[node] / total : 0));
  for (let node = 0; node < nodeCount; node++)
    if (passed[node] > 0) passed[node] = (0.85 * ranks[node]) / total / passed[node];
  const restart = (0.15 + 0.85 * sinks) / nodeCount;
  return compensatedSum(nodeCount, node => {
    let value = restart;
    for (let edge = offsets[node]; edge < offsets[node + 1]; edge++)
      value += passed[sources[edge]] * weights[edge];
    return Math.abs(value - ranks[node] / total);
  });
}

function compensatedSum(count, termOf) {
  let sum = 0;
  let lost = 0;
  for (let index = 0; index < count; index++) {
    const part = termOf(index) - lost;
    const next = sum + part;
    lost = next - sum - part;
    sum = next;
  }
  return sum;
}
