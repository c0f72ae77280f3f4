import { lowerBound, type SideCounts } from "./range-counts.ts";

/** Counts a set of values on either side of a value in O(log n): distinct values with how many stand up to each. */
export class ValueCounts {
  private constructor(
    private readonly values: Float64Array,
    /** How many rows have the value or a smaller one. */
    private readonly upTo: Float64Array,
  ) {}

  /** Of distinct `values` in ascending order, each held by `counts` rows. */
  static of(values: Float64Array, counts: Float64Array): ValueCounts {
    let sum = 0;
    return new ValueCounts(
      values,
      counts.map(count => {
        sum += count;
        return sum;
      }),
    );
  }

  /** What `toBytes` wrote. */
  static fromBytes(bytes: Uint8Array): ValueCounts {
    const all = new Float64Array(bytes.slice().buffer);
    return new ValueCounts(all.subarray(0, all.length / 2), all.subarray(all.length / 2));
  }

  toBytes(): Uint8Array {
    const all = new Float64Array(this.values.length * 2);
    all.set(this.values);
    all.set(this.upTo, this.values.length);
    return new Uint8Array(all.buffer);
  }

  around(value: number): SideCounts {
    const index = lowerBound(this.values, value);
    const size = this.upTo.at(-1) ?? 0;
    const below = index === 0 ? 0 : this.upTo[index - 1]!;
    const notAbove = this.values[index] === value ? this.upTo[index]! : below;
    return { size, below, equal: notAbove - below, above: size - notAbove };
  }
}
