import { areaY, axisX, axisY, dot, gridY, lineY, ruleX, text } from "@observablehq/plot";
import { type Chart, numbers, words } from "./chart.ts";
import { drawPlot } from "./draw-plot.ts";
import { dayText, finite, rangeText, scoreText } from "./figures.ts";
import { shortText } from "./short-text.ts";

export interface HistoryValue {
  /** UTC ISO. */
  readonly as_of: string;
  readonly model: string;
  /** Null: not enough data at the time. */
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface HistoryValues {
  /** In order of as_of. */
  readonly points: readonly HistoryValue[];
  /** End of the time shown, UTC ISO. */
  readonly as_of: string;
  /** How far back it goes; 90 when left out. */
  readonly days?: number;
}

const MILLISECONDS_A_DAY = 86_400_000;
/** More dots than this would hide the line. */
const MOST_DOTS = 20;

/** Published scores over time with their range. The line breaks where there was not enough data and where the model
 *  changed, which is marked. */
export function historyLine(values: HistoryValues): Chart {
  const end = Date.parse(values.as_of);
  const days = values.days ?? 90;
  const start = end - days * MILLISECONDS_A_DAY;
  const inside = values.points
    .map(point => ({ ...point, at: Date.parse(point.as_of) }))
    .filter(({ at }) => at >= start && at <= end);
  const changes = inside.filter((point, i) => i > 0 && point.model !== inside[i - 1]!.model);
  const known = inside.flatMap(point => {
    const [score, low, high] = [finite(point.score), finite(point.low), finite(point.high)];
    return score === null ? [] : [{ ...point, score, low: low ?? score, high: high ?? score }];
  });
  const stretches = brokenAt(inside);
  const lines = known.map(point => ({ ...point, stretch: stretches.get(point.at) ?? 0 }));
  const scores = known.flatMap(({ low, high }) => [low, high]);
  const [least, most] = scores.length > 0 ? [Math.min(...scores), Math.max(...scores)] : [0, 100];
  const room = Math.max(1, (most - least) * 0.15);
  const frame = {
    name: "history",
    title: `Score over the last ${days} days`,
    description: describe(known, changes),
    width: 440,
    height: 210,
  };
  const series = { x: "at", z: "stretch" } as const;
  const svg = drawPlot(
    frame,
    [
      gridY({ className: "chart-grid", ticks: 4 }),
      axisY({ className: "chart-axis", ticks: 4, tickSize: 0, fontSize: 12, label: null }),
      axisX({ className: "chart-axis", ticks: 4, tickSize: 4, fontSize: 12, label: null }),
      areaY(lines, { className: "chart-band", ...series, y1: "low", y2: "high" }),
      ruleX(changes, { className: "chart-change", x: "at", strokeDasharray: "4 3" }),
      text(changes, {
        ...{ className: "chart-change-label", x: "at", frameAnchor: "top", dx: 5, dy: 2, fontSize: 11 },
        ...{ textAnchor: "start", lineAnchor: "top", text: ({ model }) => shortText(model, 24) },
      }),
      lineY(lines, { className: "chart-line", ...series, y: "score", strokeWidth: 2.2 }),
      dot(lines.length > MOST_DOTS ? lines.slice(-1) : lines, {
        ...{ className: "chart-dot", x: "at", y: "score", r: 3.2 },
      }),
      text(known.slice(-1), {
        ...{ className: "chart-total", x: "at", y: "score", text: ({ score }) => scoreText(score) },
        ...{ dx: 7, textAnchor: "start", fontSize: 14 },
      }),
      text(known.length > 0 ? [] : ["No published score in this time"], {
        ...{ className: "chart-label", frameAnchor: "middle", fontSize: 14 },
      }),
    ],
    {
      x: { type: "utc", domain: [start, end] },
      y: { domain: [Math.max(0, least - room), Math.min(100, most + room)] },
      marginLeft: 36,
      marginRight: 44,
      marginTop: 14,
      marginBottom: 40,
    },
  );
  return {
    svg,
    table: {
      caption: `Published scores of the last ${days} days`,
      columns: [words("As of"), numbers("Score"), numbers("Range"), words("Model")],
      rows: inside.map(point => [
        dayText(point.as_of),
        scoreText(point.score),
        finite(point.score) === null ? "" : rangeText(point.low, point.high),
        point.model,
      ]),
    },
  };
}

/** Which unbroken stretch each time belongs to. */
function brokenAt(points: readonly (HistoryValue & { readonly at: number })[]): Map<number, number> {
  const stretches = new Map<number, number>();
  let stretch = 0;
  points.forEach((point, i) => {
    const isBroken = finite(point.score) === null || (i > 0 && points[i - 1]!.model !== point.model);
    if (isBroken) stretch += 1;
    stretches.set(point.at, stretch);
  });
  return stretches;
}

function describe(
  known: readonly { readonly as_of: string; readonly score: number; low: number; high: number }[],
  changes: readonly HistoryValue[],
): string {
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return "No score was published in this time.";
  const from = `${scoreText(first.score)} on ${dayText(first.as_of)}`;
  const to = `${scoreText(last.score)} (${rangeText(last.low, last.high)}) on ${dayText(last.as_of)}`;
  const told = changes.map(({ as_of, model }) => ` The model became ${model} on ${dayText(as_of)}.`).join("");
  return known.length === 1 ? `${to}.` : `From ${from} to ${to}.${told}`;
}
