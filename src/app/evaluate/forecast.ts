import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ConfigProblem } from "../../domain/errors.ts";
import type { Engine } from "../../engines/contract.ts";
import { openEngine } from "../open-engine.ts";
import { compareRankings, pick, rankingFigures, restrictedTo } from "./compare-rankings.ts";
import { findInput } from "./find-input.ts";
import { forecastBaselines, type RankingMeasure } from "./forecast-baselines.ts";
import { type ForecastRanks, forecastRanks } from "./forecast-ranks.ts";
import type { ForecastResult } from "./forecast-result.ts";
import { type ForecastWorld, readForecastWorld } from "./forecast-world.ts";
import { OLDER_TOOLS, olderBaselines } from "./older-measures.ts";
import { INTERVAL_LEVEL, RESAMPLES, type SuiteOptions } from "./suite.ts";

const OURS = "renown";

/** How well the rank at `splitAt` foretells how many distinct people repost each account from then on, beside what simpler
 *  measures make of the same acts. The rank is that of a normal run whose asOf is the split: same SQL models, same model.
 *  @throws ConfigProblem without `splitAt`, InputProblem when the file cannot be used. */
export async function evaluateForecast(options: SuiteOptions): Promise<ForecastResult> {
  const { splitAt } = options;
  if (splitAt === null)
    throw new ConfigProblem(
      "The suite forecast needs --split-at TIME: what happened before it ranks, what happens from it on is foretold.",
    );
  const path = findInput(options.dataDir, "forecast", "interactions");
  const spillDir = await mkdtemp(join(tmpdir(), "renown-evaluate-"));
  const engine = await openEngine(spillDir);
  try {
    return await forecastFrom(engine, path, { ...options, splitAt });
  } finally {
    await engine.close();
    await rm(spillDir, { recursive: true, force: true });
  }
}

async function forecastFrom(
  engine: Engine,
  path: string,
  options: SuiteOptions & { readonly splitAt: string },
): Promise<ForecastResult> {
  const { model, modelId, splitAt, seed, progress } = options;
  const world = await readForecastWorld(engine, path, splitAt, model.constants.window_days);
  const simple = await forecastBaselines(engine, world.accountsCount);
  const ranks = await forecastRanks(engine, world, options, OLDER_TOOLS.length > 0);
  const older = olderBaselines(ranks.inputs);
  const baselines: readonly RankingMeasure[] = [
    ...simple.measures,
    ...older.baselines.map(({ name, values }) => ({
      name,
      values: Float64Array.from(values, value => value ?? -Infinity),
    })),
  ];
  const accounts = await readAccounts(engine);
  const ours = { name: OURS, values: publishedOrder(ranks) };
  const sameTies = baselines.map(({ name, values }) => ({
    name,
    values: values.map((value, row) => (ranks.isScored[row] ? value : -Infinity)),
  }));
  progress({ step: "resample", done: 0, total: null, unit: "resamples", isLast: false });
  const resampling = { resamples: RESAMPLES, seed, level: INTERVAL_LEVEL };
  const compared = (measures: readonly RankingMeasure[], rows: Uint32Array) => {
    const [own, ...theirs] = restrictedTo([ours, ...measures], rows);
    return compareRankings(own!, theirs, pick(accounts.truth, rows), resampling);
  };
  const everyone = compared([...baselines, ...sameTies], accounts.all);
  const actedOn = compared(baselines, accounts.actedOn);
  const count = baselines.length;
  const untied = rankingFigures({ name: OURS, values: ranks.influence }, accounts.truth);
  return {
    suite: "forecast",
    model: modelId,
    split_at: splitAt,
    spearman: everyone.ours.spearman,
    ndcg_at_100: everyone.ours.ndcg_at_100,
    active_accounts: accounts.all.length,
    definition_of_active: "accounts that acted or were acted on before split_at",
    baselines: everyone.baselines.slice(0, count),
    margins: everyone.margins.slice(0, 2 * count),
    intervals: everyone.intervals.slice(0, 2 * (count + 1)),
    interval_of_split: { from_at: world.fromAt, split_at: splitAt, to_at: world.toAt },
    scored_accounts: ranks.isScored.filter(isScored => isScored).length,
    order: "influence of accounts with enough data; the others have no score and share the last place",
    untied: {
      order: "influence of every account from whatever evidence there is",
      spearman: untied.spearman,
      ndcg_at_100: untied.ndcg_at_100,
    },
    same_ties: {
      rule: "each baseline orders the accounts that have a score; the others share its last place too",
      baselines: everyone.baselines.slice(count),
      margins: everyone.margins.slice(2 * count),
    },
    acted_on: {
      definition_of_active: "accounts that were acted on before split_at",
      active_accounts: accounts.actedOn.length,
      spearman: actedOn.ours.spearman,
      ndcg_at_100: actedOn.ours.ndcg_at_100,
      baselines: actedOn.baselines,
      margins: actedOn.margins,
    },
    resampling: { ...resampling, unit: "accounts" },
    rows: rowsOf(world),
    not_run: [...older.notRun],
  };
}

/** Without enough data there is no score, so no order is claimed among those accounts. */
function publishedOrder({ influence, isScored }: ForecastRanks): Float64Array {
  return influence.map((value, row) => (isScored[row] ? value : -Infinity));
}

interface ForecastAccounts {
  readonly truth: Float64Array;
  readonly all: Uint32Array;
  readonly actedOn: Uint32Array;
}

async function readAccounts(engine: Engine): Promise<ForecastAccounts> {
  const truth: number[] = [];
  const actedOn: number[] = [];
  const select = "SELECT reposting_people, is_acted_on FROM evaluated_accounts ORDER BY row_index";
  for await (const { rowCount, columns } of engine.columns(select))
    for (let row = 0; row < rowCount; row++) {
      if (Number(columns[1]![row]) === 1) actedOn.push(truth.length);
      truth.push(Number(columns[0]![row]));
    }
  return {
    truth: Float64Array.from(truth),
    all: Uint32Array.from(truth, (_, row) => row),
    actedOn: Uint32Array.from(actedOn),
  };
}

function rowsOf({ checked }: ForecastWorld): ForecastResult["rows"] {
  const { path, rowsRead, rowsAccepted, rejectedByReason, selfActions, duplicates } = checked;
  return {
    file: basename(path),
    read: rowsRead,
    used: rowsAccepted,
    rejected: {
      ...rejectedByReason,
      ...(selfActions > 0 && { self_action: selfActions }),
      ...(duplicates > 0 && { duplicate: duplicates }),
    },
  };
}
