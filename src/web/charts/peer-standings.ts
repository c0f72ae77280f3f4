import { axisX, dot, gridX, link, text } from "@observablehq/plot";
import { type Chart, numbers, words } from "./chart.ts";
import { drawPlot } from "./draw-plot.ts";
import { finite } from "./figures.ts";
import { shortText } from "./short-text.ts";

export interface PeerStanding {
  readonly label: string;
  /** 0..100: share of those compared that do less well; null: not known. */
  readonly percentile: number | null;
  /** Who is compared; for null, why nobody is. */
  readonly compared: string;
}

const ROW = 30;

/** Where an account stands among others in several respects: one line each from none to all of them doing less well. */
export function peerStandings(standings: readonly PeerStanding[]): Chart {
  const rows = standings.map(({ label, percentile }, row) => {
    const known = finite(percentile);
    return {
      row,
      label: shortText(label, 22),
      percentile: known === null ? null : Math.min(100, Math.max(0, known)),
    };
  });
  const known = rows.flatMap(({ percentile, ...row }) =>
    percentile === null ? [] : [{ ...row, percentile }],
  );
  const said = rows.map(({ label, percentile }) =>
    percentile === null ? `${label}: not known.` : `${label}: ${Math.round(percentile)} %.`,
  );
  const frame = {
    name: "standings",
    title: "Share of accounts that do less well",
    description: ["Of those compared, this share does less well."].concat(said).join(" "),
    width: 440,
    height: 40 + ROW * Math.max(1, rows.length),
  };
  const svg = drawPlot(
    frame,
    [
      gridX({ className: "chart-grid", ticks: [0, 25, 50, 75, 100] }),
      axisX([0, 25, 50, 75, 100], {
        ...{ className: "chart-axis", tickSize: 0, fontSize: 12, label: null },
        tickFormat: (value: number) => `${value} %`,
      }),
      link(known, {
        ...{ className: "chart-range", x1: () => 0, x2: "percentile", y: "row" },
        ...{ strokeWidth: 6, strokeLinecap: "round" },
      }),
      dot(known, { className: "chart-dot", x: "percentile", y: "row", r: 5.5 }),
      text(rows, {
        ...{ className: "chart-label", y: "row", text: "label", frameAnchor: "left" },
        ...{ textAnchor: "end", dx: -14, fontSize: 13 },
      }),
      text(known, {
        ...{ className: "chart-value", x: "percentile", y: "row", dx: 11, textAnchor: "start", fontSize: 12 },
        text: ({ percentile }) => `${Math.round(percentile)} %`,
      }),
      text(
        rows.filter(({ percentile }) => percentile === null),
        {
          ...{ className: "chart-muted", y: "row", frameAnchor: "left", textAnchor: "start", dx: 8 },
          ...{ text: () => "not known", fontSize: 12, fontStyle: "italic" },
        },
      ),
    ],
    {
      x: { domain: [0, 100] },
      y: { type: "point", domain: rows.map(({ row }) => row), padding: 0.6, axis: null },
      ...{ marginLeft: 148, marginRight: 46, marginTop: 8, marginBottom: 28 },
    },
  );
  return {
    svg,
    table: {
      caption: "Share of those compared that do less well",
      columns: [words("In"), numbers("Share below"), words("Compared with")],
      rows: standings.map(({ label, percentile, compared }) => {
        const share = finite(percentile);
        return [label, share === null ? "not known" : `${Math.round(share)} %`, compared];
      }),
    },
  };
}
