/** How a raw value becomes a position: ln(1 + amount / scale), the amount being the value itself (`log1p`)
 *  or 10^value − 1 (`log1p_of_power10`, for values that are a log10 already). */
export interface TransformSpec {
  readonly kind: "log1p" | "log1p_of_power10";
  /** In units of the amount; below it the position is nearly linear, above it logarithmic. */
  readonly scale: number;
}

/** The linear amount behind a raw value; 0 for values below 0. */
export function amountOf(value: number, spec: TransformSpec): number {
  return Math.max(0, spec.kind === "log1p" ? value : Math.expm1(value * Math.LN10));
}

/** The position of a raw value on the axis of its curve: 0 for nothing, rising, in natural-log units. */
export function transform(value: number, spec: TransformSpec): number {
  return Math.log1p(amountOf(value, spec) / spec.scale);
}
