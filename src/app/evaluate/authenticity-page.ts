import { markdownTable } from "../../lib/markdown-table.ts";
import type { AuthenticityResult } from "./authenticity-result.ts";

/** Where the tables of the page stand. */
const MARKS = ["<!-- figures: begin -->", "<!-- figures: end -->"] as const;

/** `page` (docs/authenticity.md) with its tables written anew from the result of the suite `authenticity`.
 *  @throws RangeError when the page lacks the marks between which they stand. */
export function withAuthenticityTables(page: string, result: AuthenticityResult): string {
  const [begin, end] = MARKS.map(mark => page.indexOf(mark)) as [number, number];
  if (begin < 0 || end < begin) throw new RangeError(`docs/authenticity.md lacks ${MARKS.join(" and ")}`);
  return `${page.slice(0, begin + MARKS[0].length)}\n\n${tables(result)}\n\n${page.slice(end)}`;
}

function tables(result: AuthenticityResult): string {
  const runs = markdownTable(
    ["curves fitted on", "tested on", "accounts", "AUC (90 % interval)", "calibration error"],
    result.runs.map(run => [
      run.how === "published" ? `as published, on ${run.fitted_on}` : run.fitted_on,
      run.tested_on,
      String(run.accounts),
      `${figure(run.auc)} (${figure(run.low)} to ${figure(run.high)})`,
      figure(run.calibration_error),
    ]),
  );
  const calibration = markdownTable(
    ["probability of being genuine", "accounts", "mean estimate", "share genuine"],
    result.calibration.map(bin => [
      `${bin.from.toFixed(1)} to ${bin.to.toFixed(1)}`,
      String(bin.accounts),
      figure(bin.predicted),
      figure(bin.observed),
    ]),
  );
  const sources = Object.keys(result.signals[0]?.auc_by_source ?? {});
  const signals = markdownTable(
    [
      "signal",
      "AUC",
      ...sources.map(source => `within ${source}`),
      "tells sources apart: genuine",
      "and fakes",
    ],
    result.signals.map(signal => [
      signal.signal,
      figure(signal.auc),
      ...sources.map(source => figure(signal.auc_by_source[source])),
      figure(signal.source_auc_among_genuine),
      figure(signal.source_auc_among_fake),
    ]),
  );
  const caught = markdownTable(
    ["source", "fakes", "called suspicious", "share"],
    result.fakes_called_suspicious.map(row => [
      row.source,
      String(row.fakes),
      String(row.suspicious),
      percent(row.rate),
    ]),
  );
  const planted = markdownTable(
    ["planted", "accounts", "mean estimate", "called suspicious", "AUC against simulated people"],
    result.planted.map(row => [
      row.kind,
      String(row.accounts),
      figure(row.mean_authenticity),
      String(row.suspicious),
      figure(row.auc),
    ]),
  );
  const fairness = (["labelled", "simulated"] as const).map(population => {
    const rows = result.fairness.filter(row => row.population === population);
    return `### ${population === "labelled" ? "Labelled genuine accounts" : "Simulated honest people"}\n\n${markdownTable(
      ["by", "group", "genuine accounts", "called suspicious", "rate (90 % interval)"],
      rows.map(row => [
        row.by,
        row.group.replace(/^\d: /, ""),
        String(row.genuine),
        String(row.suspicious),
        `${percent(row.rate)} (${percent(row.low)} to ${percent(row.high)})`,
      ]),
    )}`;
  });
  return [
    `Seed ${result.seed}, ${result.folds} folds, ${result.accounts} accounts of which ${result.genuine_accounts} are genuine, SHA-256 of the file ${result.sha256}.`,
    `### Told apart\n\n${runs}`,
    `### Calibration, five folds\n\n${calibration}`,
    `### Each fitted signal by itself\n\n${signals}`,
    `### Fakes called suspicious\n\n${caught}`,
    `### Planted in a simulated population\n\n${planted}`,
    ...fairness,
  ].join("\n\n");
}

function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : value.toFixed(3);
}

function percent(share: number | null): string {
  return share === null ? "–" : `${(100 * share).toFixed(1)} %`;
}
