import type { ProgressEvent } from "../domain/progress.ts";

/** Share of a run of scores that its dearest models take, in thousandths of ten million interactions; all others take about 5. */
const COSTS: Readonly<Record<string, number>> = {
  stg_acts: 120,
  int_edges: 120,
  people_rank: 90,
  stg_posts: 65,
  int_authored: 65,
  int_received: 65,
  int_post_reactions: 60,
  stg_accounts: 50,
  account_features: 50,
  int_evidence: 45,
  stg_post_stats: 45,
  int_engager_standing: 30,
  int_observed: 25,
  int_counted: 20,
};
const OTHER_COST = 5;

interface TimedModel {
  readonly model: string;
  readonly rowCount: number | null;
  readonly milliseconds: number;
}

/** The report of a model that was just made, the last of `runs`: its rows, how fast, and about how long the others of `names` take. */
export function modelProgress(
  runs: readonly TimedModel[],
  names: readonly string[],
  milliseconds: number,
): ProgressEvent {
  const { model, rowCount } = runs.at(-1)!;
  const costOf = (name: string) => COSTS[name] ?? OTHER_COST;
  const spent = runs.reduce((sum, run) => sum + run.milliseconds, 0);
  const done = names.slice(0, runs.length).reduce((sum, name) => sum + costOf(name), 0);
  const left = names.slice(runs.length).reduce((sum, name) => sum + costOf(name), 0);
  const rate =
    rowCount === null || milliseconds === 0 ? "" : `${Math.round((rowCount / milliseconds) * 1000)}/s, `;
  return {
    step: `model ${model}`,
    done: rowCount ?? 0,
    total: null,
    unit: rowCount === null ? "rows kept (a view)" : "rows",
    note: `${rate}${runs.length} of ${names.length} models, ${Math.ceil(((spent / done) * left) / 1000)} s left`,
    isLast: true,
  };
}
