/** How many of some values are smaller than a value, equal to it, or larger. */
export interface SideCounts {
  readonly size: number;
  readonly below: number;
  readonly equal: number;
  readonly above: number;
}

const WORD_BITS = 32;
const HEADER_WORDS = 4;

/** Counts values on either side of a value among the rows whose key lies in a range, in O(log n) and without touching
 *  the rows: a wavelet matrix over the ranks of the values, rows in order of key. */
export class RangeCounts {
  private constructor(
    private readonly keys: Float64Array,
    private readonly distinct: Float64Array,
    private readonly levels: readonly Level[],
  ) {}

  /** Of rows in ascending order of `keys`; `values` in the same order. */
  static of(keys: Float64Array, values: Float64Array): RangeCounts {
    const distinct = distinctOf(values);
    let ranks: Uint32Array = Uint32Array.from(values, value => lowerBound(distinct, value));
    const levels: Level[] = [];
    for (let bit = levelCount(distinct.length) - 1; bit >= 0; bit--) {
      const level = Level.of(ranks, bit);
      levels.push(level);
      ranks = level.partition(ranks, bit);
    }
    return new RangeCounts(keys, distinct, levels);
  }

  /** What `toBytes` wrote. */
  static fromBytes(bytes: Uint8Array): RangeCounts {
    const copy = bytes.slice().buffer;
    const [size, distinctCount] = new Uint32Array(copy, 0, HEADER_WORDS) as unknown as [number, number];
    const keys = new Float64Array(copy, HEADER_WORDS * 4, size);
    const distinct = new Float64Array(copy, HEADER_WORDS * 4 + size * 8, distinctCount);
    let offset = HEADER_WORDS * 4 + (size + distinctCount) * 8;
    const levels: Level[] = [];
    const words = wordsOf(size);
    for (let level = levelCount(distinctCount); level > 0; level--) {
      const bits = new Uint32Array(copy, offset, words);
      levels.push(Level.from(size, bits, new Uint32Array(copy, offset + words * 4, words)));
      offset += words * 8;
    }
    return new RangeCounts(keys, distinct, levels);
  }

  toBytes(): Uint8Array {
    const header = new Uint32Array([this.keys.length, this.distinct.length, 0, 0]);
    const parts = [
      header,
      this.keys,
      this.distinct,
      ...this.levels.flatMap(level => [level.bits, level.ones]),
    ];
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
    let offset = 0;
    for (const part of parts) {
      bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
      offset += part.byteLength;
    }
    return bytes;
  }

  /** Of the rows with low <= key <= high. */
  around(value: number, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY): SideCounts {
    const start = lowerBound(this.keys, low);
    const end = upperBound(this.keys, high);
    const size = Math.max(0, end - start);
    const rank = lowerBound(this.distinct, value);
    const below = this.countBelow(start, end, rank);
    const isHeld = this.distinct[rank] === value;
    const notAbove = isHeld ? this.countBelow(start, end, rank + 1) : below;
    return { size, below, equal: notAbove - below, above: size - notAbove };
  }

  private countBelow(start: number, end: number, rank: number): number {
    if (rank >= this.distinct.length) return Math.max(0, end - start);
    let count = 0;
    let from = start;
    let to = end;
    for (const [i, level] of this.levels.entries()) {
      const [onesFrom, onesTo] = [level.onesBefore(from), level.onesBefore(to)];
      if ((rank >>> (this.levels.length - 1 - i)) & 1) {
        count += to - onesTo - (from - onesFrom);
        from = level.zeros + onesFrom;
        to = level.zeros + onesTo;
      } else {
        from -= onesFrom;
        to -= onesTo;
      }
    }
    return Math.max(0, count);
  }
}

/** One bit of every rank, in the order that the bits above it give. */
class Level {
  private constructor(
    readonly bits: Uint32Array,
    /** Ones before each word. */
    readonly ones: Uint32Array,
    readonly zeros: number,
  ) {}

  static of(ranks: Uint32Array, bit: number): Level {
    const bits = new Uint32Array(wordsOf(ranks.length));
    for (let i = 0; i < ranks.length; i++)
      if ((ranks[i]! >>> bit) & 1) bits[i >>> 5]! |= 1 << (i & (WORD_BITS - 1));
    const ones = new Uint32Array(bits.length);
    for (let word = 1; word < bits.length; word++) ones[word] = ones[word - 1]! + onesIn(bits[word - 1]!);
    return Level.from(ranks.length, bits, ones);
  }

  static from(size: number, bits: Uint32Array, ones: Uint32Array): Level {
    const last = bits.length - 1;
    return new Level(bits, ones, size - ones[last]! - onesIn(bits[last]!));
  }

  onesBefore(index: number): number {
    const word = index >>> 5;
    const rest = index & (WORD_BITS - 1);
    return (
      this.ones[word]! + (rest === 0 ? 0 : onesIn(this.bits[word]! & (0xffffffff >>> (WORD_BITS - rest))))
    );
  }

  /** Ranks whose bit is 0, then those whose bit is 1, both in their order. */
  partition(ranks: Uint32Array, bit: number): Uint32Array {
    const sorted = new Uint32Array(ranks.length);
    let [zero, one] = [0, this.zeros];
    for (const rank of ranks) sorted[(rank >>> bit) & 1 ? one++ : zero++] = rank;
    return sorted;
  }
}

/** The first index whose item is not smaller than `value`; `sorted` ascends. */
export function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index whose item is larger than `value`. */
export function upperBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function distinctOf(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++)
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i]!;
  return sorted.slice(0, count);
}

function levelCount(distinctCount: number): number {
  return distinctCount <= 1 ? 0 : 32 - Math.clz32(distinctCount - 1);
}

/** One word more than the bits fill, so that the place behind the last bit can be asked for. */
function wordsOf(size: number): number {
  return (size >>> 5) + 1;
}

function onesIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
