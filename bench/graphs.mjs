import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";

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

/** Writes a random graph to `file` as `writeGraph` does, a piece at a time: distinct pairs with weights log1p(0..5).
 *  `skew` 1 draws both ends evenly; above, actors and targets crowd on few nodes, which are spread over the indices as
 *  accounts are. Memory: some bytes a node, none an edge. */
export function writeRandomGraph(file, { nodeCount, edgeCount, skew, seed }) {
  const random = randomFrom(seed);
  const place = skew === 1 ? null : shuffled(nodeCount, random);
  const draw = power =>
    power === 1
      ? () => Math.floor(random() * nodeCount)
      : () => place[Math.min(nodeCount - 1, Math.floor(nodeCount * random() ** power))];
  const drawTarget = draw(skew);
  const drawSource = draw(skew === 1 ? 1 : 1 + (skew - 1) / 2);
  const counts = new Uint32Array(nodeCount);
  for (let edge = 0; edge < edgeCount; edge++) counts[drawTarget()]++;
  const offsets = new Uint32Array(nodeCount + 1);
  const weightsFile = `${file}.weights`;
  const sources = pieceWriter(file, Uint32Array, 8 + offsets.byteLength);
  const weights = pieceWriter(weightsFile, Float64Array, 0);
  let row = new Uint32Array(64);
  let edge = 0;
  for (let node = 0; node < nodeCount; node++) {
    const count = counts[node];
    if (count > row.length) row = new Uint32Array(2 * count);
    for (let index = 0; index < count; index++) row[index] = drawSource();
    row.subarray(0, count).sort();
    offsets[node] = edge;
    for (let index = 0; index < count; index++) {
      if (row[index] === node || (index > 0 && row[index] === row[index - 1])) continue;
      sources.add(row[index]);
      weights.add(Math.log1p(0.01 + 5 * random()));
      edge++;
    }
  }
  offsets[nodeCount] = edge;
  weights.close();
  const end = sources.close();
  const descriptor = openSync(file, "r+");
  writeAll(descriptor, new Uint32Array([nodeCount, edge]), 0);
  writeAll(descriptor, offsets, 8);
  appendFile(weightsFile, descriptor, end);
  closeSync(descriptor);
  rmSync(weightsFile);
}

const PIECE = 1 << 20;

/** Writes numbers to a file from byte `start` on, a million at a time; `close` returns where they end. */
function pieceWriter(file, Numbers, start) {
  const descriptor = openSync(file, "w");
  const piece = new Numbers(PIECE);
  let filled = 0;
  let place = start;
  const flush = () => {
    place = writeAll(descriptor, piece.subarray(0, filled), place);
    filled = 0;
  };
  return {
    add: value => {
      piece[filled++] = value;
      if (filled === PIECE) flush();
    },
    close: () => {
      flush();
      closeSync(descriptor);
      return place;
    },
  };
}

/** Writes the bytes of `part` from byte `place` on; returns where they end. */
function writeAll(descriptor, part, place) {
  const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  for (let start = 0; start < bytes.length; )
    start += writeSync(descriptor, bytes, start, Math.min(2 ** 28, bytes.length - start), place + start);
  return place + bytes.length;
}

function appendFile(from, descriptor, place) {
  const source = openSync(from, "r");
  const buffer = new Uint8Array(8 * PIECE);
  let end = place;
  for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer))
    end = writeAll(descriptor, buffer.subarray(0, read), end);
  closeSync(source);
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
  let place = writeAll(descriptor, new Uint32Array([nodeCount, edgeCount]), 0);
  for (const part of [offsets, sources.subarray(0, edgeCount), weights.subarray(0, edgeCount)])
    place = writeAll(descriptor, part, place);
  closeSync(descriptor);
}

/** Counts of the graph of a file: nodeCount, edgeCount. */
export function readCounts(file) {
  const descriptor = openSync(file, "r");
  const [nodeCount, edgeCount] = readInto(descriptor, new Uint32Array(2));
  closeSync(descriptor);
  return { nodeCount, edgeCount };
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

const plainArrays = (nodeCount, edgeCount) => ({
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
