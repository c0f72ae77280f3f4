/** `value` as a SQL double: always with an exponent, since a bare `0.1` is a decimal in SQL. */
export function double(value: number): string {
  const text = String(value);
  const written = text.includes("e") ? text : `${text}e0`;
  return value < 0 ? `(${written})` : written;
}

/** The sum of SQL expressions, added from left to right as the evaluator does; 0 for none. */
export function sumOf(terms: readonly string[]): string {
  return terms.length === 0 ? double(0) : terms.join(" + ");
}

/** The sum of `factor * column`; what has the factor 0 is left out. */
export function weightedSum(terms: readonly (readonly [factor: number, column: string])[]): string {
  return sumOf(
    terms.filter(([factor]) => factor !== 0).map(([factor, column]) => `${double(factor)} * ${column}`),
  );
}

/** The expression, or 0 where it is below 0 or null. */
export function aboveZero(expression: string): string {
  return `CASE WHEN ${expression} > 0e0 THEN ${expression} ELSE 0e0 END`;
}

/** The expression held between two constants; `low` where it is null. */
export function clamped(expression: string, low: number, high: number): string {
  return (
    `CASE WHEN ${expression} >= ${double(high)} THEN ${double(high)} ` +
    `WHEN ${expression} > ${double(low)} THEN ${expression} ELSE ${double(low)} END`
  );
}
