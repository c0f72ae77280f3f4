import { scoreText } from "../words.ts";

export interface ScoreFigureProps {
  readonly score: number | null;
  /** Null only where there is no score. */
  readonly range: { readonly low: number; readonly high: number } | null;
  readonly size?: "small" | "large";
}

/** A score that is never without its range: "41" over "37 to 45". */
export function ScoreFigure({ score, range, size = "small" }: ScoreFigureProps) {
  if (score === null || range === null)
    return <span class={`figure figure-${size} figure-none`}>not enough data</span>;
  const text = scoreText(score, range);
  return (
    <span class={`figure figure-${size}`}>
      <span class="figure-score">{text.score}</span>{" "}
      <span class="figure-range">
        <span class="unseen">range </span>
        {text.low} to {text.high}
      </span>
    </span>
  );
}
