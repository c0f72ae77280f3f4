import { basename } from "node:path";
import { PAID_FEATURE_NAMES } from "../../features/registry.ts";
import { bootstrap, percentileInterval } from "../../lib/metrics/bootstrap.ts";
import { meanAbsoluteError } from "../../lib/metrics/mean-absolute-error.ts";
import { spearmanOfTies } from "../../lib/metrics/spearman.ts";
import { tieGroups } from "../../lib/metrics/tie-groups.ts";
import { calibrate } from "../../scoring/calibrate.ts";
import { scoreAccount } from "../../scoring/score-account.ts";
import { evidenceOfInputs } from "./evidence-of-inputs.ts";
import { findInput } from "./find-input.ts";
import type { KloutResult } from "./klout-result.ts";
import { type KloutAccount, kloutAccounts } from "./klout-rows.ts";
import { olderBaselines } from "./older-measures.ts";
import { readTable } from "./read-table.ts";
import { INTERVAL_LEVEL, RESAMPLES, type SuiteOptions } from "./suite.ts";

/** How close the frozen model comes to Klout's own scores from the columns that the file has; what it lacks is imputed.
 *  @throws InputProblem when accounts.csv is missing or cannot be used. */
export async function evaluateKlout(options: SuiteOptions): Promise<KloutResult> {
  const { model, modelId, seed } = options;
  const table = await readTable(findInput(options.dataDir, "klout", "accounts"));
  const { accounts, columns, ignored, rejected } = kloutAccounts(table);
  const scores = accounts.map(({ inputs, network }) => {
    const { influence } = scoreAccount(evidenceOfInputs(inputs, network, model), model);
    return calibrate(influence, model.calibration);
  });
  const ours = compared("renown", scores, accounts, { seed, isOnScale: true });
  const older = olderBaselines(accounts.map(({ inputs }) => inputs));
  const single = columns.map(name => ({
    name,
    values: accounts.map(({ inputs }) => inputs[name] ?? null),
    isOnScale: false,
  }));
  const named = older.baselines.map(({ name, values, range }) => ({
    name,
    values,
    isOnScale: range.min === 0 && range.max === 100,
  }));
  const baselines = [...single, ...named].map(({ name, values, isOnScale }) => {
    const { mae_interval: _interval, ...figures } = compared(name, values, accounts, { seed, isOnScale });
    return figures;
  });
  return {
    suite: "klout",
    model: modelId,
    n: accounts.length,
    spearman: ours.spearman,
    mae: ours.mae,
    spearman_interval: { low: ours.low, high: ours.high },
    mae_interval: ours.mae_interval,
    baselines,
    columns_used: columns.filter(isRead),
    columns_ignored: [...columns.filter(name => !isRead(name)), ...ignored],
    resampling: { resamples: RESAMPLES, seed, level: INTERVAL_LEVEL, unit: "accounts" },
    rows: {
      file: basename(table.path),
      read: table.records.length + table.malformedCount,
      used: accounts.length,
      rejected: { ...rejected },
    },
    not_run: [...older.notRun],
  };
}

const READ_COUNTS = [
  "following_count",
  "listed_count",
  "followers_count",
  "originals_count",
  "likes_received_count",
  "reposts_received_count",
  "replies_received_count",
  "quotes_received_count",
  "mentions_received_count",
];

/** Whether the frozen model reads the column `name`. */
function isRead(name: string): boolean {
  return READ_COUNTS.includes(name) || PAID_FEATURE_NAMES.some(feature => feature === name);
}

/** The figures of one measure among the accounts of which it is known; the error only where it speaks in 0..100. */
function compared(
  name: string,
  values: readonly (number | null)[],
  accounts: readonly KloutAccount[],
  { seed, isOnScale }: { readonly seed: number; readonly isOnScale: boolean },
): KloutResult["baselines"][number] & { readonly mae_interval: KloutResult["mae_interval"] } {
  const known = values.flatMap((value, index) =>
    value === null ? [] : [[value, accounts[index]!.kloutScore] as const],
  );
  const own = Float64Array.from(known, ([value]) => value);
  const klout = Float64Array.from(known, ([, score]) => score);
  const [ownTies, kloutTies] = [tieGroups(own), tieGroups(klout)];
  const statistics = (weights?: Float64Array) => [
    spearmanOfTies(ownTies, kloutTies, weights),
    isOnScale ? meanAbsoluteError(own, klout, weights) : null,
  ];
  const [spearman, mae] = statistics();
  const resampled = bootstrap(
    known.length,
    { resamples: RESAMPLES, seed, level: INTERVAL_LEVEL },
    statistics,
  );
  const bounds = (index: number) =>
    percentileInterval(resampled[index]!, INTERVAL_LEVEL) ?? { low: null, high: null };
  return { name, n: known.length, spearman: spearman!, ...bounds(0), mae: mae!, mae_interval: bounds(1) };
}
