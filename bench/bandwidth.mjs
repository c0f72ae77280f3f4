import { timed } from "./measure.mjs";

const BYTES = 2 ** 29;

/** Bytes a CPU second that one thread reads in order from memory far larger than its own caches: the best of five. */
export function readBandwidth() {
  const values = new Float64Array(BYTES / 8).fill(1);
  let best = Infinity;
  for (let repeat = 0; repeat < 5; repeat++) best = Math.min(best, timed(() => sum(values)).cpu_seconds);
  return BYTES / best;
}

/** Eight sums side by side, so that adding waits for memory and not for the addition before. */
function sum(values) {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let at = 0; at < values.length; at += 8) {
    a += values[at];
    b += values[at + 1];
    c += values[at + 2];
    d += values[at + 3];
    e += values[at + 4];
    f += values[at + 5];
    g += values[at + 6];
    h += values[at + 7];
  }
  return a + b + c + d + e + f + g + h;
}
