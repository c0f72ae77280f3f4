import { join } from "node:path";
import type { TableName } from "../../domain/interchange/schema.ts";
import { noProgress, type Progress } from "../../domain/progress.ts";
import type { Engine } from "../../engines/contract.ts";
import { PROFILE_NUMBERS, type ProfileNumbers } from "../../graph/on-demand/standing-weights.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { DEFAULT_END_AT } from "../../simulator/options.ts";
import { computeRun } from "../compute-run.ts";
import { readActsFile } from "../evaluate/acts-file.ts";
import { withFolder, withFreshEngine } from "../evaluate/fresh-engine.ts";
import { regimeSource } from "../evaluate/regime-source.ts";
import { simulateTo } from "../simulate-to.ts";

/** One actor of a whole run. */
export interface MeasuredActor {
  readonly accountId: string;
  readonly numbers: ProfileNumbers;
  readonly standing: number;
  readonly outWeight: number;
  readonly peopleActedOnCount: number;
  readonly audienceCount: number;
}

/** The actors of a simulated population, as a run over everything knows them. */
export async function measureSimulatedActors(
  size: { readonly accounts: number; readonly interactions: number; readonly seed: number },
  model: ScoringModel,
  progress: Progress,
): Promise<readonly MeasuredActor[]> {
  return withFolder(async folder => {
    const outDir = join(folder, "population");
    await simulateTo({ ...size, outDir, progress });
    return withFreshEngine(engine =>
      measureActors(engine, regimeSource(outDir, "events"), { asOf: DEFAULT_END_AT, model, progress }),
    );
  });
}

/** The actors of a run over `source`: everybody who acted on somebody. */
export async function measureActors(
  engine: Engine,
  source: (table: TableName) => string,
  options: { readonly asOf: string; readonly model: ScoringModel; readonly progress: Progress },
): Promise<readonly MeasuredActor[]> {
  await computeRun(engine, source, options);
  const rows = await engine.rows(`
    SELECT known.*, stats.followers_count, stats.following_count, stats.posts_count,
      date_diff('day', accounts.created_at, CAST(${sqlLiteral(options.asOf.slice(0, 10))} AS TIMESTAMP)) AS age_days
    FROM people_standing AS known
    INNER JOIN stg_accounts AS accounts ON accounts.network = known.network AND accounts.account_id = known.account_id
    LEFT JOIN (SELECT account_key, max_by(followers_count, observed_at) AS followers_count,
        max_by(following_count, observed_at) AS following_count, max_by(posts_count, observed_at) AS posts_count
      FROM stg_account_stats GROUP BY account_key) AS stats ON stats.account_key = accounts.account_key
    WHERE known.people_acted_on_count > 0 ORDER BY known.network, known.account_id`);
  return rows.map(row => ({
    accountId: String(row["account_id"]),
    numbers: Object.fromEntries(
      PROFILE_NUMBERS.map(name => [name, row[name] === null ? null : Number(row[name])]),
    ) as ProfileNumbers,
    standing: Number(row["standing"]),
    outWeight: Number(row["out_weight"]),
    peopleActedOnCount: Number(row["people_acted_on_count"]),
    audienceCount: Number(row["audience_count"]),
  }));
}

/** The actors of a file of recorded acts, by its even hours. Such a file holds no profiles: in place of followers stand the
 *  people who acted on an actor in the odd hours, all other numbers are null. */
export async function measureRecordedActors(
  path: string,
  model: ScoringModel,
): Promise<readonly MeasuredActor[]> {
  const hour = "CAST(floor(epoch(acted_at) / 3600) AS BIGINT)";
  return withFreshEngine(async engine => {
    const file = await readActsFile(engine, path);
    const actors = await measureActors(engine, file.source(`${hour} % 2 = 0`), {
      asOf: file.toAt,
      model,
      progress: noProgress,
    });
    const audiences = await engine.rows(
      `SELECT target_id, count(DISTINCT actor_id) AS audience_count FROM (${file.source(`${hour} % 2 = 1`)("interactions")}) AS acts
       WHERE actor_id <> target_id GROUP BY target_id`,
    );
    const audienceOf = new Map(
      audiences.map(row => [String(row["target_id"]), Number(row["audience_count"])]),
    );
    return actors.map(actor => ({
      ...actor,
      numbers: { ...actor.numbers, followers_count: audienceOf.get(actor.accountId) ?? 0 },
    }));
  });
}
