import { z } from "zod";
import { targetSchema, targetsMarkdown } from "./coverage-report.ts";

const share = z.number().min(0).max(1);

const changes = z.object({
  from_at: z.string(),
  to_at: z.string(),
  accounts: z.int(),
  median_change: z.number().nullable(),
  p95_change: z.number().nullable(),
  largest_change: z.number().nullable(),
  rank_correlation: z.number().nullable(),
  outside_share: share.nullable(),
});

const series = z.object({ days: z.array(changes), weeks: z.array(changes) });

/** What `renown evaluate stability` answers. Changes are score points, absolute. */
export const stabilityReportSchema = z.object({
  suite: z.literal("stability"),
  model: z.string(),
  seed: z.int(),
  /** Null when the folder holds no file of acts. */
  file: series.extend({ file: z.string() }).nullable(),
  /** A population whose habits do not change: what moves is chance alone. */
  simulated: series.extend({ accounts: z.int(), interactions: z.int() }),
  /** The same run with as many strangers again, whom no path leads to. */
  strangers: z.object({ added: z.int(), accounts: z.int(), largest_change: z.number().nullable() }),
  targets: z.array(targetSchema),
});
export type StabilityReport = z.infer<typeof stabilityReportSchema>;
type Series = z.infer<typeof series>;

/** The markdown lines of a report. */
export function stabilityMarkdown(report: StabilityReport): readonly string[] {
  const { file, simulated, strangers } = report;
  return [
    "## Stability",
    "",
    `Model ${report.model}.`,
    "",
    ...targetsMarkdown(report.targets),
    "",
    `Simulated: ${simulated.accounts} accounts, ${simulated.interactions} interactions, seed ${report.seed}; habits do not change.`,
    "",
    ...seriesMarkdown(simulated),
    "",
    ...(file === null
      ? ["The folder holds no interactions.csv."]
      : [`Acts of ${file.file}:`, "", ...seriesMarkdown(file)]),
    "",
    `With ${strangers.added} strangers added, the scores of ${strangers.accounts} accounts moved by at most ` +
      `${strangers.largest_change ?? "-"} points.`,
  ];
}

function seriesMarkdown({ days, weeks }: Series): readonly string[] {
  const row = (name: string, one: Series["days"][number]) =>
    `| ${name} to ${one.to_at.slice(0, 10)} | ${one.accounts} | ${one.median_change ?? "-"} | ${one.p95_change ?? "-"} | ` +
    `${one.rank_correlation ?? "-"} | ${one.outside_share ?? "-"} |`;
  return [
    "| | accounts | median change | p95 change | rank correlation | outside the interval |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...days.map(one => row("day", one)),
    ...weeks.map(one => row("week", one)),
  ];
}
