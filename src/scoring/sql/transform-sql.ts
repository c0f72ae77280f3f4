import { type TransformSpec, transform } from "../transform.ts";
import { double } from "./sql-expressions.ts";

/** SQL of `amountOf`: the linear amount behind column `value`; 0 where it is null. */
export function amountSql(value: string, { kind }: TransformSpec): string {
  const amount = kind === "log1p" ? value : `exp(${value} * ${double(Math.LN10)}) - 1e0`;
  return `CASE WHEN ${value} > 0e0 THEN ${amount} ELSE 0e0 END`;
}

/** SQL of the position of an amount (not null, not below 0). Engines differ in log1p; ln(1 + x) is as near, since
 *  positions are only ever used by their absolute value. */
export function positionSql(amount: string, { scale }: TransformSpec): string {
  return `ln(1e0 + ${amount} / ${double(scale)})`;
}

/** The smallest raw value whose `transform` is at least `position`: with it SQL puts a value on the same side of a
 *  knot as the evaluator, whatever the last digit of its logarithm. */
export function firstValueAt(position: number, spec: TransformSpec): number {
  // The bits of doubles that are not negative are in the order of their values.
  let low = -1n;
  let high = bitsOf(Number.MAX_VALUE);
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (transform(doubleOf(middle), spec) >= position) high = middle;
    else low = middle;
  }
  return doubleOf(high);
}

function bitsOf(value: number): bigint {
  return new BigInt64Array(Float64Array.of(value).buffer)[0]!;
}

function doubleOf(bits: bigint): number {
  return new Float64Array(BigInt64Array.of(bits).buffer)[0]!;
}
