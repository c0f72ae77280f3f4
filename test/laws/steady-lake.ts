import { toEvidence } from "../../src/app/account-evidence.ts";
import type { Engine, EngineRow } from "../../src/engines/contract.ts";
import { runModels } from "../../src/pipeline/run-models.ts";
import { scoreAccount } from "../../src/scoring/score-account.ts";
import type { ScoringModel } from "../../src/scoring/scoring-model.ts";
import { loadSources, openTestEngine } from "../support/sources.ts";

const START = "2026-01-01";
/** Days of steadiness before the silence. */
export const STEADY_DAYS = 180;

/** Originals a day, reactions to each by kind, and the number of people who may act. */
export interface Steady {
  readonly originals: number;
  readonly likes: number;
  readonly reposts: number;
  readonly replies: number;
  readonly people: number;
  readonly followers: number;
}

/** What a lake knows of an account beside the acts on it. */
export interface Known {
  readonly posts: boolean;
  readonly profile: boolean;
}

/** A number from 0 to 1 drawn for the row `k` of `stream`. */
const draw = (stream: string, k: string) => `(hash('${stream}', ${k}) % 1000003 / 1000003.0)`;
const minutesAfterStart = (minutes: string) =>
  `TIMESTAMP '${START}' + to_minutes(CAST(${minutes} AS INTEGER))`;

/** A lake of accounts that post and draw reactions steadily for STEADY_DAYS and then fall silent, while the people who
 *  acted on them go on acting on others. All acts are watched; of posts only those of accounts whose posts are known. */
export class SteadyLake {
  private source: Awaited<ReturnType<typeof loadSources>> | null = null;

  private constructor(private readonly engine: Engine) {}

  static async open(): Promise<SteadyLake> {
    const lake = new SteadyLake(await openTestEngine());
    lake.source = await loadSources(lake.engine, {});
    await lake.watch("interactions", "*");
    return lake;
  }

  close(): Promise<void> {
    return this.engine.close();
  }

  /** Puts the steady days of an account into the lake, and nothing after. */
  async add(id: string, steady: Steady, known: Known = { posts: true, profile: true }): Promise<void> {
    const posts = Math.round(STEADY_DAYS * steady.originals);
    const gap = (STEADY_DAYS * 1440) / posts;
    if (known.profile)
      await this.engine.run(`INSERT INTO lake_account_stats BY NAME SELECT 'x' AS network, '${id}' AS account_id,
        TIMESTAMP '${START}' AS observed_at, ${steady.followers} AS followers_count, 0 AS listed_count`);
    if (known.posts) {
      await this.watch("posts", id);
      await this.engine.run(`INSERT INTO lake_posts BY NAME SELECT 'x' AS network, '${id}-' || i AS post_id,
        '${id}' AS author_id, 'original' AS kind, ${minutesAfterStart(`i * ${gap} + 10`)} AS posted_at
        FROM range(${posts}) AS rows(i)`);
    }
    for (const [kind, mean] of [
      ["like", steady.likes],
      ["repost", steady.reposts],
      ["reply", steady.replies],
    ] as const) {
      const acts = Math.round(posts * mean);
      if (acts === 0) continue;
      const onto = `floor(k * ${posts} / ${acts})`;
      await this.engine.run(`INSERT INTO lake_interactions BY NAME SELECT 'x' AS network,
        '${id}-${kind}' || k AS interaction_id, '${kind}' AS kind,
        '${id}-fan' || CAST(floor(${draw(id + kind, "k")} * ${steady.people}) AS INTEGER) AS actor_id,
        '${id}' AS target_id, '${id}-' || CAST(${onto} AS INTEGER) AS post_id,
        ${minutesAfterStart(`${onto} * ${gap} + 15 + ${draw(`${id}${kind}at`, "k")} * 600`)} AS acted_at
        FROM range(${acts}) AS rows(k)`);
    }
  }

  /** One more post of `id`, which nobody reacts to, so many days after the start. */
  async post(id: string, days: number): Promise<void> {
    await this.engine.run(`INSERT INTO lake_posts BY NAME SELECT 'x' AS network, '${id}-back' AS post_id,
      '${id}' AS author_id, 'original' AS kind, ${minutesAfterStart(String(days * 1440 + 60))} AS posted_at`);
  }

  /** Lets everybody who acted act a dozen times on others, before and in a silence of 30 days; a host on whom a crowd
   *  acts mentions each of them every month, so that they are no strangers (decision 0023). */
  async liveOn(): Promise<void> {
    const months = `range(${(STEADY_DAYS + 30) / 30}) AS months(month)`;
    const fans = "(SELECT DISTINCT actor_id FROM lake_interactions) AS fans";
    for (const [actor, target, people] of [
      ["'host'", "actor_id", fans],
      ["'guest' || guest", "'host'", "range(50) AS guests(guest)"],
    ] as const)
      await this.engine.run(`INSERT INTO lake_interactions BY NAME
        SELECT 'x' AS network, ${actor} || '-' || ${target} || '-' || month AS interaction_id, 'mention' AS kind,
          ${actor} AS actor_id, ${target} AS target_id, ${minutesAfterStart("month * 43200 + 720")} AS acted_at
        FROM ${people}, ${months}`);
    await this.engine.run(`INSERT INTO lake_interactions BY NAME
      SELECT 'x' AS network, 'else' || actor_id || '-' || k AS interaction_id, 'like' AS kind, actor_id,
        'someone' || CAST(floor(${draw("whom", "actor_id, k")} * 500) AS INTEGER) AS target_id,
        ${minutesAfterStart(`${draw("when", "actor_id, k")} * ${STEADY_DAYS + 30} * 1440`)} AS acted_at
      FROM ${fans}, range(12) AS rows(k)
      WHERE actor_id <> 'host' AND NOT starts_with(actor_id, 'guest')`);
  }

  /** In how many of the weeks that fit the steady days somebody acted, by account. */
  async weeksWithAttention(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.engine.rows(`SELECT target_id,
        count(DISTINCT CAST(floor(date_diff('hour', TIMESTAMP '${START}', acted_at) / 168) AS INTEGER)) AS weeks
      FROM lake_interactions GROUP BY target_id`);
    return new Map(rows.map(row => [String(row["target_id"]), Number(row["weeks"])]));
  }

  /** Score of each of `ids` so many days after the start, NaN without one. */
  async scoresAfter(
    days: number,
    ids: readonly string[],
    model: ScoringModel,
  ): Promise<ReadonlyMap<string, number>> {
    const asOf = new Date(Date.parse(`${START}T00:00:00Z`) + days * 86_400_000).toISOString();
    await runModels(this.engine, {
      source: this.source!,
      asOf,
      constants: model.constants,
      kindWeights: model.kindWeights,
      only: ["account_features"],
    });
    const rows = await this.engine.rows("SELECT * FROM account_features");
    const byId = new Map(rows.map(row => [String(row["account_id"]), row]));
    const scoreOf = (row: EngineRow) => scoreAccount(toEvidence(row), model).score ?? Number.NaN;
    return new Map(ids.map(id => [id, scoreOf(byId.get(id)!)]));
  }

  private async watch(table: string, scope: string): Promise<void> {
    await this.engine.run(`INSERT INTO lake_observations BY NAME SELECT 'x' AS network, '${scope}' AS scope,
      '${table}' AS "table", '*' AS kind, TIMESTAMP '2025-01-01' AS from_at, TIMESTAMP '2026-12-31' AS to_at,
      true AS is_complete, 'test' AS source`);
  }
}
