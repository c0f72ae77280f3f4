import type { ScoreChanges } from "../../app/klout/score-changes.ts";

/** `value` to `digits` decimals, without a negative zero. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits)) + 0;
}

/** A score as version 1 gave it: two decimals. */
export const kscoreOf = (score: number) => rounded(score, 2);
/** A score as version 2 gave it: three decimals. */
export const scoreOf = (score: number) => rounded(score, 3);

/** The decade of a rounded score: "0-9", "10-19" ... "80-89", and "90-100" at the top. */
export function bucketOf(score: number): string {
  const from = Math.min(90, Math.floor(scoreOf(score) / 10) * 10);
  return from === 90 ? "90-100" : `${from}-${from + 9}`;
}

/** Changes as version 2 gave them. */
export function deltasOf({ one_day, week, month }: ScoreChanges) {
  return { dayChange: rounded(one_day, 3), weekChange: rounded(week, 3), monthChange: rounded(month, 3) };
}
