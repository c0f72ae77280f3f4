import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Chart } from "./chart.ts";
import { chartFigure } from "./chart-figure.ts";
import { CHART_STYLE } from "./chart-style.ts";
import { compareIntervals } from "./compare-intervals.ts";
import { distributionHistogram } from "./distribution-histogram.ts";
import { featureCurve } from "./feature-curve.ts";
import { historyLine } from "./history-line.ts";
import { peerStandings } from "./peer-standings.ts";
import { MOST_PEOPLE_A_SIDE, peoplePicture } from "./people-picture.ts";
import { strengthMeter } from "./strength-meter.ts";
import { waterfall } from "./waterfall.ts";

const HOSTILE = `"><script>alert('x')</script>&amp;\u202egnp\u0000\ud800 مرحبا 👩‍👩‍👧‍👦`;
const number = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -10, max: 110, noNaN: true }) },
  fc.constantFrom(0, -0, 1e-12, 1e12, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const perhaps = fc.option(number);
const name = fc.oneof(
  fc.string({ maxLength: 400, unit: "binary" }),
  fc.constantFrom("", HOSTILE, "a".repeat(300)),
);
const time = fc
  .date({ min: new Date("2025-11-01T00:00:00Z"), max: new Date("2026-05-01T00:00:00Z"), noInvalidDate: true })
  .map(at => at.toISOString());
const person = fc.record({ name, share: number, score: perhaps });

/** Every picture, from values as plain and as odd as they come. */
const CHARTS: Readonly<Record<string, fc.Arbitrary<Chart>>> = {
  waterfall: fc
    .record({
      baseline_score: fc.double({ min: 0, max: 100, noNaN: true }),
      score: fc.double({ min: 0, max: 100, noNaN: true }),
      low: number,
      high: number,
      parts: fc.array(fc.record({ label: name, points: number, is_imputed: fc.boolean(), sentence: name }), {
        maxLength: 14,
      }),
    })
    .map(waterfall),
  history: fc
    .record({
      as_of: fc.constant("2026-04-01T00:00:00.000Z"),
      points: fc.array(fc.record({ as_of: time, model: name, score: perhaps, low: perhaps, high: perhaps }), {
        maxLength: 30,
      }),
    })
    .map(({ as_of, points }) => historyLine({ as_of, points: points.toSorted(byTime) })),
  distribution: fc
    .record({
      population: name,
      decades: fc.array(fc.record({ from: fc.nat(90), to: fc.nat(100), count: number }), { maxLength: 10 }),
      marker: fc.option(fc.record({ score: number, low: number, high: number })),
    })
    .map(distributionHistogram),
  compare: fc
    .array(fc.record({ label: name, score: perhaps, low: perhaps, high: perhaps }), { maxLength: 6 })
    .map(compareIntervals),
  standings: fc
    .array(fc.record({ label: name, percentile: perhaps, compared: name }), { maxLength: 5 })
    .map(peerStandings),
  people: fc
    .record({
      name,
      moved_by: fc.array(person, { maxLength: 40 }),
      moves: fc.array(person, { maxLength: 40 }),
    })
    .map(peoplePicture),
  curve: fc
    .record({
      label: name,
      unit: name,
      scale: fc.double({ min: 0.001, max: 100, noNaN: true }),
      knots: fc
        .array(fc.tuple(number, number), { maxLength: 13 })
        .map(knots => knots.toSorted(([a], [b]) => a - b)),
      value: perhaps,
    })
    .map(featureCurve),
  strength: number.map(strengthMeter),
};

function byTime(a: { readonly as_of: string }, b: { readonly as_of: string }): number {
  return a.as_of < b.as_of ? -1 : 1;
}

describe.each(Object.keys(CHARTS))("the %s picture", kind => {
  test("holds no NaN, no infinity and nothing undefined, whatever the values", () => {
    fc.assert(
      fc.property(CHARTS[kind]!, chart => {
        expect(chartFigure(chart)).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  test("is well-formed markup with a title, a description and a role, and no id, style or script", () => {
    fc.assert(
      fc.property(CHARTS[kind]!, chart => {
        const figure = chartFigure(chart);
        expect(openTags(figure)).toEqual([]);
        expect(chart.svg).toMatch(/^<svg [^>]*role="img"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/);
        expect(figure).not.toMatch(/<(script|style|a|image|foreignObject)\b/);
        expect(figure).not.toMatch(/<[^>]*\s(id|style|href|on\w+)=/);
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  test("has as many cells as columns in each row of its table", () => {
    fc.assert(
      fc.property(CHARTS[kind]!, ({ table }) => {
        for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
      }),
      { seed: 13, numRuns: 20 },
    );
  });

  test("is the same bytes for the same values", () => {
    const drawn = () => fc.sample(CHARTS[kind]!, { seed: 5, numRuns: 3 }).map(({ svg }) => svg);
    expect(drawn()).toEqual(drawn());
  });

  test("uses only classes that the style sheet colours", () => {
    const used = fc
      .sample(CHARTS[kind]!, { seed: 3, numRuns: 20 })
      .flatMap(({ svg }) => [...svg.matchAll(/ class="(chart-[a-z-]+)"/g)].map(([, found]) => found!));
    for (const found of new Set(used)) expect(CHART_STYLE).toContain(`.${found}`);
  });
});

/** Tags left open at the end, or the one that closes another; empty when the markup is well formed. */
function openTags(markup: string): string[] {
  const open: string[] = [];
  const rest = markup.replace(
    /<(\/?)([a-z]+)((?:\s[\w-]+(?::\w+)?="[^"<>]*")*)(\/?)>/gi,
    (_, end, tag, _attributes, alone) => {
      if (end === "/") {
        if (open.pop() !== tag) open.push(`</${tag}>`);
      } else if (alone !== "/") open.push(tag);
      return "";
    },
  );
  return /[<>]/.test(rest) ? [...open, rest.match(/.{0,20}[<>].{0,20}/)![0]] : open;
}

const PARTS = [
  { label: "Effective reach", points: 6, is_imputed: false, sentence: "Reaches 300 followers" },
  { label: "Lists", points: -1.5, is_imputed: true, sentence: "Lists: not observed" },
];
const TIMES = ["2026-02-01", "2026-02-11", "2026-02-21", "2026-03-03"].map(day => `${day}T00:00:00.000Z`);

describe("what the pictures show", () => {
  test("the waterfall walks from the reference account to the score, ups and downs apart, imputed parts starred", () => {
    const { svg, table } = waterfall({ baseline_score: 40, score: 44.5, low: 41, high: 48, parts: PARTS });
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(["Reference account", "Effective reach", "Lists *", "+6.0", "−1.5", "44.5"]),
    );
    expect(bars(svg, "chart-up")).toBe(1);
    expect(bars(svg, "chart-down")).toBe(1);
    expect(table.rows.map(([what, points, total]) => [what, points, total])).toEqual([
      ["Reference account", "", "40.0"],
      ["Effective reach", "+6.0", "46.0"],
      ["Lists", "−1.5", "44.5"],
      ["Score", "", "44.5"],
    ]);
  });

  test("the history line breaks where there was not enough data and where the model changed, which is marked", () => {
    const point = (i: number, score: number | null, model: string) => ({
      as_of: TIMES[i]!,
      model,
      score,
      low: score === null ? null : score - 3,
      high: score === null ? null : score + 3,
    });
    const whole = historyLine({ as_of: TIMES[3]!, points: TIMES.map((_, i) => point(i, 40 + i, "one")) });
    expect(lines(whole.svg)).toBe(1);
    expect(whole.svg).not.toContain("chart-change-label");
    const broken = historyLine({
      as_of: TIMES[3]!,
      points: [point(0, 40, "one"), point(1, null, "one"), point(2, 42, "one"), point(3, 47, "two")],
    });
    expect(lines(broken.svg)).toBe(3);
    expect(textsOf(broken.svg)).toContain("two");
    expect(broken.table.rows[1]).toEqual(["2026-02-11", "not enough data", "", "one"]);
  });

  test("the history leaves out what is older than the days asked for", () => {
    const points = TIMES.map(as_of => ({ as_of, model: "one", score: 40, low: 38, high: 42 }));
    expect(historyLine({ as_of: TIMES[3]!, days: 15, points }).table.rows.map(row => row[0])).toEqual([
      "2026-02-21",
      "2026-03-03",
    ]);
    expect(textsOf(historyLine({ as_of: TIMES[3]!, points: [] }).svg)).toContain(
      "No published score in this time",
    );
  });

  test("the people picture draws at most thirty a side, the thickest line for the largest share", () => {
    const people = Array.from({ length: 35 }, (_, i) => ({
      name: `p${i}`,
      share: 0.5 / (i + 1),
      score: null,
    }));
    const { svg, table } = peoplePicture({ name: "me", moved_by: people, moves: people.slice(0, 1) });
    expect(table.rows).toHaveLength(MOST_PEOPLE_A_SIDE + 1);
    const widths = [...svg.matchAll(/stroke-width="([\d.]+)"/g)].map(([, width]) => Number(width));
    expect(widths[0]).toBe(Math.max(...widths));
    expect(textsOf(svg)).toContain("influences");
  });

  test("compared accounts keep the order given, and one without a score says so", () => {
    const { svg, table } = compareIntervals([
      { label: "low", score: 20, low: 18, high: 22 },
      { label: "none", score: null, low: null, high: null },
      { label: "high", score: 80, low: 78, high: 82 },
    ]);
    expect(table.rows.map(([label]) => label)).toEqual(["low", "none", "high"]);
    expect(textsOf(svg)).toContain("not enough data");
    expect(svg.match(/<circle/g)).toHaveLength(2);
  });

  test("the distribution counts everybody once and marks one place", () => {
    const decades = [1, 2, 5].map((count, i) => ({ from: 10 * i, to: 10 * i + 10, count }));
    const { svg, table } = distributionHistogram({
      population: "x accounts",
      decades,
      marker: { score: 15, low: 12, high: 18 },
    });
    expect(bars(svg, "chart-bar")).toBe(3);
    expect(svg).toContain('class="chart-marker"');
    expect(table.rows.map(row => row[2])).toEqual(["13 %", "25 %", "63 %"]);
    expect(distributionHistogram({ population: "x", decades, marker: null }).svg).not.toContain(
      "chart-marker",
    );
  });

  test("the curve says what the account's own value adds, straight between knots on the model's axis", () => {
    const curve = {
      label: "Lists",
      unit: "lists",
      scale: 1,
      knots: [
        [0, 0],
        [3, 1],
      ] as const,
    };
    expect(featureCurve({ ...curve, value: 1 }).svg).toContain("At 1 it adds 0.50.");
    expect(featureCurve({ ...curve, value: 99 }).svg).toContain("At 99 it adds 1.00.");
    expect(featureCurve({ ...curve, value: null }).svg).not.toContain("<circle");
  });

  test("the strength of a moment fills as many of five bars", () => {
    expect([1, 3, 5].map(strength => strengthMeter(strength).svg.match(/chart-on/g)?.length)).toEqual([
      1, 3, 5,
    ]);
    expect(strengthMeter(4).svg).toContain("<title>Strength 4 of 5</title>");
  });

  test("a name is escaped, shortened and cannot turn the text around it", () => {
    const people = [{ name: HOSTILE, share: 1, score: 50 }];
    const { svg } = peoplePicture({ name: HOSTILE, moved_by: people, moves: [] });
    expect(svg).toContain("&quot;&gt;&lt;script&gt;");
    for (const mark of ["<script", "\u202e", "\u0000", "\ud800<"]) expect(svg).not.toContain(mark);
    expect(svg).toContain("\ufffd");
  });
});

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/>([^<>]+)<\/(?:text|tspan)>/g)].map(([, text]) => text!);
}

function bars(svg: string, name: string): number {
  const group = new RegExp(`<g[^>]*class="${name}"[^>]*>(.*?)</g>`).exec(svg)?.[1] ?? "";
  return (group.match(/<rect/g) ?? []).length;
}

function lines(svg: string): number {
  const group = /<g[^>]*class="chart-line"[^>]*>(.*?)<\/g>/.exec(svg)?.[1] ?? "";
  return (group.match(/<path/g) ?? []).length;
}
