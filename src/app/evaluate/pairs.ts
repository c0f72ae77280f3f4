import { basename } from "node:path";
import { aucOfTies } from "../../lib/metrics/auc.ts";
import { bootstrap, differences, percentileInterval } from "../../lib/metrics/bootstrap.ts";
import { tieGroups } from "../../lib/metrics/tie-groups.ts";
import { findInput } from "./find-input.ts";
import { type NotRun, olderBaselines } from "./older-measures.ts";
import { inputsOfSide, PAIR_JUDGES } from "./pair-judges.ts";
import type { PairsResult } from "./pairs-result.ts";
import { type JudgedPairs, judgedPairs } from "./pairs-rows.ts";
import { readTable } from "./read-table.ts";
import { INTERVAL_LEVEL, RESAMPLES, type SuiteOptions } from "./suite.ts";

interface NamedDifferences {
  readonly name: string;
  readonly differences: Float64Array;
}

/** How often we and simpler measures name the account that people judged more influential, as AUC of f(A) - f(B). Intervals draw
 *  accounts, not pairs, since the same accounts recur: a pair counts as often as both its accounts were drawn together.
 *  @throws InputProblem when pairs.csv is missing or cannot be used. */
export async function evaluatePairs(options: SuiteOptions): Promise<PairsResult> {
  const table = await readTable(findInput(options.dataDir, "pairs", "pairs"));
  const judged = judgedPairs(table);
  const older = olderDifferences(judged);
  const judges = PAIR_JUDGES.flatMap(judge => {
    const differences = judge.differences(judged, options);
    return differences === null ? [] : [{ ...judge, differences }];
  });
  const baselines: readonly NamedDifferences[] = [
    ...judged.columns.map(name => ({
      name,
      differences: Float64Array.from(judged.pairs, ({ a, b }) => amount(a[name]!) - amount(b[name]!)),
    })),
    ...older.baselines,
  ];
  const { figures, margins } = aucFigures([...judges, ...baselines], judged, options.seed);
  const [headline] = figures;
  return {
    suite: "pairs",
    model: options.modelId,
    auc: headline!.auc,
    low: headline!.low,
    high: headline!.high,
    pairs: judged.pairs.length,
    accounts: judged.accountsCount,
    judges: judges.map(({ meaning }, index) => ({ ...figures[index]!, meaning })),
    baselines: figures.slice(judges.length),
    margins: margins.slice(judges.length),
    columns_ignored: [...judged.ignored],
    resampling: { resamples: RESAMPLES, seed: options.seed, level: INTERVAL_LEVEL, unit: "accounts" },
    rows: {
      file: basename(table.path),
      read: table.records.length + table.malformedCount,
      used: judged.pairs.length,
      rejected: { ...judged.rejected },
    },
    not_run: [...older.notRun],
  };
}

/** The AUC of each, and by how much the first is ahead of it, both with intervals. */
function aucFigures(
  measures: readonly NamedDifferences[],
  { pairs, accountsCount }: JudgedPairs,
  seed: number,
): { readonly figures: PairsResult["baselines"]; readonly margins: PairsResult["margins"] } {
  const isPositive = pairs.map(pair => pair.isAChosen);
  const sorted = measures.map(measure => tieGroups(measure.differences));
  const pairWeights = new Float64Array(pairs.length);
  const resampled = bootstrap(
    accountsCount,
    { resamples: RESAMPLES, seed, level: INTERVAL_LEVEL },
    weights => {
      for (const [index, { accountA, accountB }] of pairs.entries())
        pairWeights[index] = weights[accountA]! * weights[accountB]!;
      return sorted.map(ties => aucOfTies(ties, isPositive, pairWeights));
    },
  );
  const observed = sorted.map(ties => aucOfTies(ties, isPositive));
  const bounds = (values: readonly (number | null)[]) =>
    percentileInterval(values, INTERVAL_LEVEL) ?? { low: null, high: null };
  return {
    figures: measures.map(({ name }, index) => ({
      name,
      auc: observed[index]!,
      ...bounds(resampled[index]!),
    })),
    margins: measures.map(({ name }, index) => ({
      baseline: name,
      margin: differences([observed[0]!], [observed[index]!])[0]!,
      ...bounds(differences(resampled[0]!, resampled[index]!)),
    })),
  };
}

/** Counts differ by factors: ln(1 + x), with the sign kept where a file has negative numbers. */
function amount(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}

/** A measure of an older tool is a baseline where it is known of both accounts of every pair. */
function olderDifferences({ pairs }: JudgedPairs): {
  readonly baselines: readonly NamedDifferences[];
  readonly notRun: readonly NotRun[];
} {
  const sides = pairs.flatMap(({ a, b }) => [inputsOfSide(a), inputsOfSide(b)]);
  const { baselines, notRun } = olderBaselines(sides);
  const whole = baselines.filter(({ values }) => !values.includes(null));
  return {
    baselines: whole.map(({ name, values, range }) => ({
      name,
      differences: Float64Array.from(pairs, (_, index) => {
        const scale = range.max === null ? amount : (value: number) => value;
        return scale(values[2 * index]!) - scale(values[2 * index + 1]!);
      }),
    })),
    notRun: [
      ...notRun,
      ...baselines
        .filter(({ values }) => values.includes(null))
        .map(({ name }) => ({ name, reason: "Some accounts lack its inputs." })),
    ],
  };
}
