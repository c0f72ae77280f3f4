import { areaY, axisX, axisY, dot, gridY, lineY, ruleX } from "@observablehq/plot";
import { type Chart, numbers } from "./chart.ts";
import { drawPlot } from "./draw-plot.ts";
import { finite } from "./figures.ts";

export interface CurveValues {
  /** What is counted: "Followers". */
  readonly label: string;
  readonly unit: string;
  /** Below it the value axis is nearly even, above it logarithmic; the curve is straight between knots on that axis. */
  readonly scale: number;
  /** Value and what it adds to the latent score, by value. */
  readonly knots: readonly (readonly [value: number, latent: number])[];
  /** The account's own value; null marks nothing. */
  readonly value: number | null;
}

const TICKS = [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
/** Least distance between two ticks, as a share of the axis. */
const TICK_APART = 0.16;

/** The shape of one feature: what each value of it adds to the latent score, on the axis on which the model sees it. */
export function featureCurve(values: CurveValues): Chart {
  const knots = values.knots.filter(
    ([value, latent]) => finite(latent) !== null && (finite(value) ?? -1) >= 0,
  );
  const own = atLeastZero(values.value);
  const last = Math.max(1e-6, own ?? 0, ...knots.map(([value]) => value));
  const drawn = stretched(knots, last);
  const marked =
    own === null || knots.length === 0 ? [] : [[own, heightAt(knots, own, values.scale)] as const];
  const at = marked.map(([value, latent]) => ` At ${plain(value)} it adds ${latent.toFixed(2)}.`).join("");
  const most = knots.at(-1)?.[1] ?? 0;
  const frame = {
    name: "curve",
    title: `What ${values.label} adds`,
    description: `Up to ${most.toFixed(2)} of the latent score, over ${values.unit}.${at}`,
    width: 360,
    height: 200,
  };
  const xy = { x: "0", y: "1" } as const;
  const svg = drawPlot(
    frame,
    [
      gridY({ className: "chart-grid", ticks: 3 }),
      axisY({ className: "chart-axis", ticks: 3, tickSize: 0, fontSize: 12, label: null }),
      axisX(ticksUpTo(last, values.scale), {
        ...{ className: "chart-axis", tickSize: 4, fontSize: 12, label: null, tickFormat: plain },
      }),
      areaY(drawn, {
        className: "chart-band",
        x: "0",
        y1: Math.min(0, ...knots.map(knot => knot[1])),
        y2: "1",
      }),
      lineY(drawn, { className: "chart-line", ...xy, strokeWidth: 2.2 }),
      ruleX(marked, { className: "chart-reference", x: "0", strokeDasharray: "3 3" }),
      dot(marked, { className: "chart-dot", ...xy, r: 5 }),
    ],
    {
      x: { type: "symlog", domain: [0, last], constant: values.scale },
      y: { nice: true },
      ...{ marginLeft: 40, marginRight: 22, marginTop: 12, marginBottom: 30 },
    },
  );
  return {
    svg,
    table: {
      caption: `${values.label}: what each value adds to the latent score; in between, in a straight line`,
      columns: [numbers(values.unit), numbers("Adds")],
      rows: knots.map(([value, latent]) => [plain(value), latent.toFixed(3)]),
    },
  };
}

function atLeastZero(value: number | null): number | null {
  const known = finite(value);
  return known === null ? null : Math.max(0, known);
}

/** The knots, the last height carried on to `last`. */
function stretched(knots: CurveValues["knots"], last: number): CurveValues["knots"] {
  const end = knots.at(-1);
  return end === undefined || end[0] >= last ? knots : [...knots, [last, end[1]]];
}

/** Height of the curve at `value`. */
function heightAt(knots: CurveValues["knots"], value: number, scale: number): number {
  const position = (amount: number) => Math.log1p(amount / scale);
  const after = knots.findIndex(([knot]) => knot >= value);
  if (after < 0) return knots.at(-1)![1];
  if (after === 0) return knots[0]![1];
  const [[x1, y1], [x2, y2]] = [knots[after - 1]!, knots[after]!];
  const share = (position(value) - position(x1)) / (position(x2) - position(x1));
  return y1 + (y2 - y1) * share;
}

/** Whole powers of ten, and zero, that stand far enough apart to be read. */
function ticksUpTo(last: number, scale: number): number[] {
  const kept: number[] = [];
  const position = (amount: number) => Math.log1p(amount / scale) / Math.log1p(last / scale);
  for (const tick of TICKS) {
    const before = kept.at(-1);
    const isApart = before === undefined || position(tick) - position(before) >= TICK_APART;
    if (tick <= last && isApart) kept.push(tick);
  }
  return kept;
}

function plain(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(2))} M`;
  if (value >= 1e3) return `${Number((value / 1e3).toPrecision(2))} k`;
  return String(Number(value.toPrecision(3)));
}
