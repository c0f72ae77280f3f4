import { closeSync, openSync, readSync, writeSync } from "node:fs";

/** Numbers 0..1, the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Edges by target as `newArrays` takes them, distinct pairs with weights log1p(0..5). `skew` 1 draws both ends evenly;
 *  above, actors and targets crowd on few nodes, which are spread over the indices as accounts are. */
export function fillGraph({ nodeCount, edgeCount, skew, seed, arrays }) {
  const random = randomFrom(seed);
  const place = shuffled(nodeCount, random);
  const draw = power =>
    power === 1
      ? () => Math.floor(random() * nodeCount)
      : () => place[Math.min(nodeCount - 1, Math.floor(nodeCount * random() ** power))];
  const drawTarget = draw(skew);
  const drawSource = draw(skew === 1 ? 1 : 1 + (skew - 1) / 2);
  const counts = new Uint32Array(nodeCount + 1);
  for (let edge = 0; edge < edgeCount; edge++) counts[drawTarget() + 1]++;
  for (let node = 0; node < nodeCount; node++) counts[node + 1] += counts[node];
  const { offsets, sources, weights, outWeightSums } = arrays;
  let edge = 0;
  for (let node = 0; node < nodeCount; node++) {
    const row = new Uint32Array(counts[node + 1] - counts[node]);
    for (let index = 0; index < row.length; index++) row[index] = drawSource();
    row.sort();
    offsets[node] = edge;
    for (let index = 0; index < row.length; index++) {
      if (row[index] === node || (index > 0 && row[index] === row[index - 1])) continue;
      sources[edge] = row[index];
      weights[edge] = Math.log1p(0.01 + 5 * random());
      outWeightSums[row[index]] += weights[edge];
      edge++;
    }
  }
  offsets[nodeCount] = edge;
  return edge;
}

function shuffled(count, random) {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let index = count - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [order[index], order[other]] = [order[other], order[index]];
  }
  return order;
}

/** Writes a graph as u32 nodes, u32 edges, u32 offsets, u32 sources, f64 weights, little-endian, for other programs. */
export function writeGraph(file, { nodeCount, edgeCount, offsets, sources, weights }) {
  const descriptor = openSync(file, "w");
  writeSync(descriptor, new Uint32Array([nodeCount, edgeCount]));
  for (const part of [offsets, sources.subarray(0, edgeCount), weights.subarray(0, edgeCount)]) {
    const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    for (let start = 0; start < bytes.length; start += 2 ** 28)
      writeSync(descriptor, bytes, start, Math.min(2 ** 28, bytes.length - start));
  }
  closeSync(descriptor);
}

/** The graph of a file, in `newArrays(nodeCount, edgeCount)` or arrays of its own. */
export function readGraph(file, newArrays = plainArrays) {
  const descriptor = openSync(file, "r");
  const [nodeCount, edgeCount] = readInto(descriptor, new Uint32Array(2));
  const arrays = newArrays(nodeCount, edgeCount);
  for (const part of [arrays.offsets, arrays.sources, arrays.weights]) readInto(descriptor, part);
  closeSync(descriptor);
  for (let edge = 0; edge < edgeCount; edge++)
    arrays.outWeightSums[arrays.sources[edge]] += arrays.weights[edge];
  return { nodeCount, edgeCount, ...arrays };
}

export const plainArrays = (nodeCount, edgeCount) => ({
  offsets: new Uint32Array(nodeCount + 1),
  sources: new Uint32Array(edgeCount),
  weights: new Float64Array(edgeCount),
  outWeightSums: new Float64Array(nodeCount),
});

function readInto(descriptor, part) {
  const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  for (let start = 0; start < bytes.length; )
    start += readSync(descriptor, bytes, start, Math.min(2 ** 28, bytes.length - start), null);
  return part;
}
