import { axisX, gridY, rectY, ruleX, ruleY, text } from "@observablehq/plot";
import { type Chart, numbers, words } from "./chart.ts";
import { drawPlot } from "./draw-plot.ts";
import { finite, rangeText, scoreText, shareText } from "./figures.ts";

export interface DistributionValues {
  /** Who is counted: "x accounts with enough data". */
  readonly population: string;
  readonly decades: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Whose place is marked; null marks nobody. */
  readonly marker: { readonly score: number; readonly low: number; readonly high: number } | null;
}

/** How many have which score, and where one score with its range stands. */
export function distributionHistogram(values: DistributionValues): Chart {
  const decades = values.decades.filter(({ count }) => finite(count) !== null);
  const size = decades.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...decades.map(({ count }) => count));
  const { marker } = values;
  const marked = marker === null || finite(marker.score) === null ? [] : [marker];
  const place = marked.map(
    ({ score, low, high }) => ` ${scoreText(score)} (${rangeText(low, high)}) is marked.`,
  );
  const frame = {
    name: "distribution",
    title: `How scores are spread: ${values.population}`,
    description: `${size} scored.${commonest(decades)}${place.join("")}`,
    width: 440,
    height: 200,
  };
  const svg = drawPlot(
    frame,
    [
      gridY({ className: "chart-grid", ticks: 4 }),
      rectY(marked, { className: "chart-band", x1: "low", x2: "high", y1: 0, y2: most * 1.12 }),
      rectY(decades, { className: "chart-bar", x1: "from", x2: "to", y: "count", inset: 1 }),
      ruleY([0], { className: "chart-base" }),
      ruleX(marked, { className: "chart-marker", x: "score", y1: 0, y2: most * 1.12, strokeWidth: 2.2 }),
      text(decades, {
        ...{
          className: "chart-value",
          x: ({ from, to }) => (from + to) / 2,
          y: "count",
          dy: -8,
          fontSize: 11,
        },
        text: ({ count }) => (count > 0 ? counted(count) : ""),
      }),
      text(marked, {
        ...{ className: "chart-total", x: "score", y: most * 1.12, dy: -8, fontSize: 14 },
        text: ({ score }) => scoreText(score),
      }),
      axisX({ className: "chart-axis", ticks: 10, tickSize: 0, fontSize: 12, label: null }),
    ],
    {
      x: { domain: [0, 100] },
      y: { domain: [0, most * 1.12], axis: null },
      ...{ marginLeft: 14, marginRight: 14, marginTop: 26, marginBottom: 28 },
    },
  );
  return {
    svg,
    table: {
      caption: `${values.population}: ${counted(size)} scored`,
      columns: [words("Score"), numbers("How many"), numbers("Share")],
      rows: decades.map(({ from, to, count }) => [
        `${from} to ${to}`,
        counted(count),
        size > 0 ? shareText(count / size) : "",
      ]),
    },
  };
}

function counted(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

function commonest(decades: DistributionValues["decades"]): string {
  const [first] = decades.toSorted((a, b) => b.count - a.count);
  if (first === undefined || first.count === 0) return "";
  return ` Most have ${first.from} to ${first.to}.`;
}
