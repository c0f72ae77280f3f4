import { z } from "zod";

const share = z.number().min(0).max(1);

const decile = z.object({
  decile: z.int().min(1).max(10),
  accounts: z.int(),
  from_score: z.number(),
  to_score: z.number(),
  inside_share: share,
  median_shift: z.number(),
  median_width: z.number(),
});

const figures = z.object({
  accounts: z.int(),
  inside_share: share.nullable(),
  median_shift: z.number().nullable(),
  median_width: z.number().nullable(),
  by_decile: z.array(decile),
});

/** What a suite claims and what it found; `is_met` is null where nothing could be measured. */
export const targetSchema = z.object({
  name: z.string(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  is_met: z.boolean().nullable(),
});
export type Target = z.infer<typeof targetSchema>;

/** What `renown evaluate coverage` answers. Shares are 0..1, shifts and widths are score points. */
export const coverageReportSchema = z.object({
  suite: z.literal("coverage"),
  model: z.string(),
  seed: z.int(),
  /** The share of intervals that should hold the truth. */
  level: share,
  population: z.object({ accounts: z.int(), interactions: z.int(), redraws: z.int() }),
  simulated_truth: z.array(figures.extend({ regime: z.string(), shows: z.string() })),
  counts_against_events: figures.extend({ largest_median_shift: z.number().nullable() }),
  /** Null when the folder holds no file of acts. */
  split_halves: z
    .object({
      file: z.string(),
      acts: z.int(),
      rejected_rows: z.int(),
      from_at: z.string(),
      to_at: z.string(),
      accounts: z.int(),
      within_share: share.nullable(),
      within_share_in_points: share.nullable(),
      within_share_whole_variance: share.nullable(),
      by_people: z.array(
        z.object({ from_people: z.number(), accounts: z.int(), within_share: share }).readonly(),
      ),
    })
    .nullable(),
  targets: z.array(targetSchema),
});
export type CoverageReport = z.infer<typeof coverageReportSchema>;

/** The markdown lines of a report. */
export function coverageMarkdown(report: CoverageReport): readonly string[] {
  const { population, counts_against_events: counts, split_halves: halves } = report;
  const { accounts, interactions, redraws } = population;
  return [
    "## Coverage",
    "",
    `Model ${report.model}. An interval should hold the truth in ${percent(report.level)} of cases.`,
    "",
    ...targetsMarkdown(report.targets),
    "",
    `Simulated truth: the score of the mean features of ${redraws} other draws of the acts of the same ${accounts} ` +
      `accounts (${interactions} interactions, seed ${report.seed}).`,
    "",
    "| what the score sees | accounts | truth inside | median shift | median width | by score decile |",
    "| --- | ---: | ---: | ---: | ---: | --- |",
    ...report.simulated_truth.map(
      one =>
        `| ${one.regime}: ${one.shows} | ${one.accounts} | ${percent(one.inside_share)} | ${points(one.median_shift)} | ` +
        `${points(one.median_width)} | ${one.by_decile.map(d => percent(d.inside_share)).join(" ")} |`,
    ),
    "",
    `Counts against events: of ${counts.accounts} accounts scored both ways, the score from events lies inside the ` +
      `interval from counts in ${percent(counts.inside_share)}.`,
    "",
    "| decile of the score from events | accounts | median shift | inside |",
    "| ---: | ---: | ---: | ---: |",
    ...counts.by_decile.map(
      d => `| ${d.decile} | ${d.accounts} | ${points(d.median_shift)} | ${percent(d.inside_share)} |`,
    ),
    "",
    ...(halves === null ? ["Split halves: the folder holds no interactions.csv."] : halvesMarkdown(halves)),
  ];
}

/** A table of what was claimed and found. */
export function targetsMarkdown(targets: readonly Target[]): readonly string[] {
  const bound = (value: number | null) => value ?? "";
  const verdict = (isMet: boolean | null) => (isMet === null ? "not measured" : isMet ? "met" : "missed");
  return [
    "| claim | found | at least | at most | |",
    "| --- | ---: | ---: | ---: | --- |",
    ...targets.map(
      ({ name, value, low, high, is_met }) =>
        `| ${name} | ${value ?? "-"} | ${bound(low)} | ${bound(high)} | ${verdict(is_met)} |`,
    ),
  ];
}

/** A target whose value must lie from `low` to `high` (null: open). */
export function targetOf(
  name: string,
  value: number | null,
  low: number | null,
  high: number | null,
): Target {
  const isMet = value === null ? null : (low === null || value >= low) && (high === null || value <= high);
  return { name, value, low, high, is_met: isMet };
}

function halvesMarkdown(halves: NonNullable<CoverageReport["split_halves"]>): readonly string[] {
  return [
    `Split halves of ${halves.file} (${halves.acts} acts): ${halves.accounts} accounts with enough data in odd and in ` +
      `even hours; within ${percent(halves.within_share)} by the sampling variance (in points ` +
      `${percent(halves.within_share_in_points)}), ${percent(halves.within_share_whole_variance)} by the whole variance.`,
    "",
    "| people who acted, from | accounts | within |",
    "| ---: | ---: | ---: |",
    ...halves.by_people.map(
      band => `| ${band.from_people} | ${band.accounts} | ${percent(band.within_share)} |`,
    ),
  ];
}

function percent(share: number | null): string {
  return share === null ? "-" : `${(100 * share).toFixed(1)} %`;
}

function points(value: number | null): string {
  return value === null ? "-" : value.toFixed(1);
}
