import { axisX, barX, gridX, link, ruleX, text } from "@observablehq/plot";
import { type Chart, numbers, words } from "./chart.ts";
import { drawPlot } from "./draw-plot.ts";
import { finite, rangeText, scoreText, signedText } from "./figures.ts";
import { shortText } from "./short-text.ts";

export interface WaterfallPart {
  /** What was counted: "Followers". */
  readonly label: string;
  readonly points: number;
  /** True when it was not observed and an expected value stands in. */
  readonly is_imputed: boolean;
  /** What was seen, for the table. */
  readonly sentence: string;
}

export interface WaterfallValues {
  /** Score of the reference account, where the steps begin. */
  readonly baseline_score: number;
  readonly score: number;
  readonly low: number;
  readonly high: number;
  /** In the order in which they are drawn; baseline and points sum to the score. */
  readonly parts: readonly WaterfallPart[];
}

const WIDTH = 440;
const LEFT = 196;
const ROW = 25;
const LABEL_LETTERS = 26;

/** The steps from the reference account to the score, one bar a contribution, and the score with its range. */
export function waterfall(values: WaterfallValues): Chart {
  const { baseline_score: baseline, score, low, high } = values;
  const parts = values.parts.filter(part => finite(part.points) !== null);
  let total = baseline;
  const steps = parts.map((part, i) => {
    const from = total;
    total += part.points;
    const label = `${shortText(part.label, LABEL_LETTERS)}${part.is_imputed ? " *" : ""}`;
    return { ...part, row: i + 1, label, from, to: total };
  });
  const last = steps.length + 1;
  const ends = steps.flatMap(step => [step.from, step.to]);
  const all = [baseline, score, low, high, ...ends].filter(value => finite(value) !== null);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(2, (most - least) * 0.16);
  const frame = {
    name: "waterfall",
    title: "What the score is made of",
    description:
      `From ${scoreText(baseline)}, the score of the reference account, ${steps.length} contributions lead to ` +
      `${scoreText(score)} (${rangeText(low, high)}).${largest(steps)}`,
    width: WIDTH,
    height: 44 + ROW * (last + 1),
  };
  const rows = [{ row: 0, label: "Reference account" }, ...steps, { row: last, label: "Score" }];
  const ups = steps.filter(step => step.points >= 0);
  const downs = steps.filter(step => step.points < 0);
  const bars = { y: "row", x1: "from", x2: "to", insetTop: 4, insetBottom: 4 } as const;
  const svg = drawPlot(
    frame,
    [
      gridX({ className: "chart-grid", ticks: 5 }),
      axisX({ className: "chart-axis", ticks: 5, tickSize: 0, fontSize: 12, label: null, anchor: "bottom" }),
      ruleX([baseline], { className: "chart-reference", strokeDasharray: "3 3" }),
      link(
        steps.map(step => ({ x: step.from, from: step.row - 1, to: step.row })),
        { className: "chart-join", x: "x", y1: "from", y2: "to" },
      ),
      barX(ups, { className: "chart-up", ...bars }),
      barX(downs, { className: "chart-down", ...bars }),
      link([{ low, high, row: last }], {
        className: "chart-range",
        x1: "low",
        x2: "high",
        y: "row",
        strokeWidth: 8,
        strokeLinecap: "round",
      }),
      link([{ score, row: last }], {
        className: "chart-score",
        x: "score",
        y1: "row",
        y2: "row",
        strokeWidth: 9,
        strokeLinecap: "round",
      }),
      text(rows, {
        className: "chart-label",
        y: "row",
        text: "label",
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
        fontSize: 13,
      }),
      text([...ups, ...downs], {
        className: "chart-value",
        y: "row",
        x: step => Math.max(step.from, step.to),
        text: step => signedText(step.points),
        textAnchor: "start",
        dx: 5,
        fontSize: 12,
      }),
      text([{ row: 0, x: baseline, says: scoreText(baseline) }], {
        ...{ className: "chart-value", x: "x", y: "row", text: "says" },
        ...{ textAnchor: "start", dx: 5, fontSize: 12 },
      }),
      text([{ row: last, x: high, says: scoreText(score) }], {
        ...{ className: "chart-total", x: "x", y: "row", text: "says" },
        ...{ textAnchor: "start", dx: 9, fontSize: 14 },
      }),
    ],
    {
      x: { domain: [least - room * 0.3, most + room], label: null },
      y: { type: "band", domain: rows.map(({ row }) => row), axis: null, padding: 0 },
      marginLeft: LEFT,
      marginRight: 26,
      marginTop: 10,
      marginBottom: 30,
    },
  );
  return {
    svg,
    table: {
      caption: "Contributions in points; with the reference account they sum to the score",
      columns: [words("What"), numbers("Points"), numbers("Score so far"), words("Seen")],
      rows: [
        ["Reference account", "", scoreText(baseline), ""],
        ...steps.map((step, i) => [
          parts[i]!.label,
          signedText(step.points),
          scoreText(step.to),
          step.sentence,
        ]),
        ["Score", "", scoreText(score), `Range ${rangeText(low, high)}`],
      ],
    },
  };
}

function largest(steps: readonly WaterfallPart[]): string {
  const [first] = steps.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return first === undefined ? "" : ` The largest is ${first.label}, ${signedText(first.points)} points.`;
}
