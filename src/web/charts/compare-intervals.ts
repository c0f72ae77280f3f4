import { axisX, dot, gridX, link, text } from "@observablehq/plot";
import { type Chart, numbers, words } from "./chart.ts";
import { drawPlot } from "./draw-plot.ts";
import { finite, rangeText, scoreText } from "./figures.ts";
import { shortText } from "./short-text.ts";

export interface ComparedScore {
  readonly label: string;
  /** Null: not enough data; then the row says so. */
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const LEFT = 150;
const ROW = 34;

/** The scores of several accounts as dots on their ranges, in the order given. */
export function compareIntervals(accounts: readonly ComparedScore[]): Chart {
  const rows = accounts.map((account, row) => {
    const score = finite(account.score);
    return {
      row,
      label: shortText(account.label, 19),
      score,
      low: finite(account.low) ?? score,
      high: finite(account.high) ?? score,
    };
  });
  const known = rows.filter(({ score }) => score !== null);
  const frame = {
    name: "compare",
    title: "Scores with their ranges, side by side",
    description: ["In the order given."]
      .concat(
        rows.map(({ label, score, low, high }) =>
          score === null
            ? `${label}: not enough data.`
            : `${label}: ${scoreText(score)} (${rangeText(low, high)}).`,
        ),
      )
      .join(" "),
    width: 440,
    height: 40 + ROW * Math.max(1, rows.length),
  };
  const svg = drawPlot(
    frame,
    [
      gridX({ className: "chart-grid", ticks: 5 }),
      axisX({ className: "chart-axis", ticks: 5, tickSize: 0, fontSize: 12, label: null }),
      link(known, {
        ...{ className: "chart-range", x1: "low", x2: "high", y: "row" },
        ...{ strokeWidth: 9, strokeLinecap: "round" },
      }),
      dot(known, { className: "chart-dot", x: "score", y: "row", r: 5.5 }),
      text(rows, {
        ...{ className: "chart-label", y: "row", text: "label", frameAnchor: "left" },
        ...{ textAnchor: "end", dx: -10, fontSize: 13 },
      }),
      text(known, {
        ...{ className: "chart-value", x: "high", y: "row", dx: 11, textAnchor: "start", fontSize: 12 },
        text: ({ score }) => scoreText(score),
      }),
      text(
        rows.filter(({ score }) => score === null),
        {
          ...{ className: "chart-muted", y: "row", frameAnchor: "left", textAnchor: "start", dx: 8 },
          ...{ text: () => "not enough data", fontSize: 12, fontStyle: "italic" },
        },
      ),
    ],
    {
      x: { domain: [0, 100] },
      y: { type: "point", domain: rows.map(({ row }) => row), padding: 0.6, axis: null },
      ...{ marginLeft: LEFT, marginRight: 42, marginTop: 8, marginBottom: 28 },
    },
  );
  return {
    svg,
    table: {
      caption: "Scores with their ranges",
      columns: [words("Account"), numbers("Score"), numbers("Range")],
      rows: accounts.map(({ label, score, low, high }) => [
        label,
        scoreText(score),
        finite(score) === null ? "" : rangeText(low, high),
      ]),
    },
  };
}
