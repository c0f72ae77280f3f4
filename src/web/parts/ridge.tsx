import type { Distribution } from "../../app/serving/served-view.ts";

/** Scores over which the line is smoothed, to each side. */
const SMOOTHED = 3;
const HEIGHT = 20;

/** Everybody who is measured as one line of hills from 0 to 100: the live spread of scores, as decoration. */
export function Ridge({ spread }: { readonly spread: Distribution }) {
  const heights = heightsOf(spread);
  const most = Math.max(...heights);
  const points = heights.map(
    (height, score) => `${score},${(HEIGHT * (1 - (0.96 * height) / most)).toFixed(2)}`,
  );
  return (
    <svg class="ridge" viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="ridge-hill" d={`M0,${HEIGHT} L${points.join(" L")} L100,${HEIGHT} Z`} />
      <path class="ridge-line" d={`M${points.join(" L")}`} />
    </svg>
  );
}

/** Share of people at each whole score, smoothed. */
function heightsOf({ percentiles }: Distribution): readonly number[] {
  const below = (score: number) => {
    const place = Math.min(100, Math.max(0, score));
    return percentiles.find(one => one.score === place)?.percentile ?? 0;
  };
  return Array.from({ length: 101 }, (_, score) =>
    Math.max(0, below(score + SMOOTHED) - below(score - SMOOTHED)),
  );
}
