/** Sums of whole 64-bit numbers stay under 2^62 and so never overflow. */
const SUM_BITS = 62;
/** Finer steps than this are below what a double keeps of a standing. */
const FINEST_BITS = 44;

/** Steps to one in which values are summed whole, so that no order of adding changes the sum: a power of two, as fine as
 *  sums of up to `largestSum` (> 0) leave room for. */
export function unitsToOne(largestSum: number): number {
  return 2 ** Math.min(FINEST_BITS, Math.floor(SUM_BITS - Math.log2(Math.max(1, largestSum))));
}

/** SQL of the sum of the doubles `value` over a group, as a double that is the same in whatever order rows come. */
export function sumSql(value: string, units: number): string {
  return `CAST(CAST(sum(CAST(round(${value} * ${units}e0) AS BIGINT)) AS BIGINT) AS DOUBLE) / ${units}e0`;
}
