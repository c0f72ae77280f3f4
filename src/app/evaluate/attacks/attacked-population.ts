import type { TableName } from "../../../domain/interchange/schema.ts";
import type { Progress } from "../../../domain/progress.ts";
import type { Engine } from "../../../engines/contract.ts";
import { seededRandom } from "../../../lib/metrics/seeded-random.ts";
import type { ScoringModel } from "../../../scoring/scoring-model.ts";
import type { Attack, AttackRows } from "../../../simulator/attacks/scene.ts";
import { rounded } from "../interval-figures.ts";
import { attackedSource } from "./attacked-source.ts";
import type { AttackedPopulation, AttackFigures } from "./attacks-result.ts";
import { pointsByQuantile } from "./baseline-points.ts";
import { discountCosts } from "./discount-costs.ts";
import { readStage, type Stage } from "./read-stage.ts";
import { BASELINES, type BaselineName, type RunPoints, runPoints, runScores } from "./run-points.ts";

type Source = (table: TableName) => string;

export interface PopulationToAttack {
  readonly name: string;
  /** What it is and what its figures say, for a reader. */
  readonly says: string;
  readonly source: Source;
  /** The same population where only counts are seen; null where it has no counts. */
  readonly countsSource: Source | null;
  readonly asOf: string;
  readonly model: ScoringModel;
  readonly seed: number;
  readonly attacks: readonly Attack[];
  readonly buyersCount: number;
  readonly progress: Progress;
}

/** What each attack gains on one honest population: a run without any, then one for each attack, in which every buyer is
 *  attacked by bots of its own. Pods and rings have one buyer at a time, since they share their members. */
export async function attackPopulation(
  engine: Engine,
  options: PopulationToAttack,
): Promise<AttackedPopulation> {
  const { name, says, source, countsSource, asOf, model, seed, attacks, progress } = options;
  const report = (done: number) =>
    progress({
      step: `attack ${name}`,
      done,
      total: attacks.length + 1,
      unit: "runs",
      isLast: done > attacks.length,
    });
  report(0);
  const honest = await runPoints(engine, source, asOf, model);
  const stage = await readStage(engine, source, { ...options, scores: honest.scores });
  const discount_costs = await costsOf(engine, honest.scores, options);
  const honestCounts = countsSource === null ? null : await runScores(engine, countsSource, asOf, model);
  const toPoints = baselinePoints(honest);
  const figures: AttackFigures[] = [];
  for (const [index, attack] of attacks.entries()) {
    report(index + 1);
    const plans = planned(attack, stage, seededRandom(seed * 1009 + index));
    const attacked = await runPoints(engine, await attackedSource(engine, source, plans), asOf, model);
    const attackedCounts =
      countsSource === null
        ? null
        : await runScores(engine, await attackedSource(engine, countsSource, plans), asOf, model);
    figures.push(
      figuresOf(attack, stage, plans, { honest, attacked, toPoints, honestCounts, attackedCounts }),
    );
  }
  report(attacks.length + 1);
  return {
    population: name,
    says,
    accounts: stage.accountsCount,
    scored_accounts: honest.scores.size,
    discount_costs,
    attacks: figures,
  };
}

async function costsOf(
  engine: Engine,
  scores: ReadonlyMap<string, number>,
  { source, asOf, model }: PopulationToAttack,
): Promise<AttackedPopulation["discount_costs"]> {
  const { constants } = model;
  if (constants["discounts_on"] !== 1) return [];
  const plain = { ...model, constants: { ...constants, discounts_on: 0 } };
  const without = await runScores(engine, source, asOf, plain);
  const rows = await engine.rows(
    `SELECT concat(network, ':', account_id) AS account, engaged_people_count FROM account_features ORDER BY account`,
  );
  const people = new Map(rows.map(row => [String(row["account"]), Number(row["engaged_people_count"])]));
  return [...discountCosts(scores, without, people)];
}

function planned(attack: Attack, stage: Stage, random: () => number): readonly AttackRows[] {
  const { buyers, peers, celebrities, endMs, days } = stage;
  const perBuyer = Math.floor(peers.length / Math.max(1, buyers.length));
  return buyers.map((buyer, place) =>
    attack.plan({
      network: "x",
      idStart: `${attack.name}-${place}`,
      ...{ endMs, days, buyer, celebrities, random },
      peers: peers.slice(place * perBuyer, (place + 1) * perBuyer),
    }),
  );
}

interface Compared {
  readonly honest: RunPoints;
  readonly attacked: RunPoints;
  readonly toPoints: Readonly<Record<BaselineName, (value: number) => number>>;
  readonly honestCounts: ReadonlyMap<string, number> | null;
  readonly attackedCounts: ReadonlyMap<string, number> | null;
}

function figuresOf(
  { name, says, limitPoints }: Attack,
  { buyers }: Stage,
  plans: readonly AttackRows[],
  { honest, attacked, toPoints, honestCounts, attackedCounts }: Compared,
): AttackFigures {
  const ids = buyers.map(({ accountId }) => `x:${accountId}`);
  const gains = ids.map(id => (attacked.scores.get(id) ?? 0) - honest.scores.get(id)!);
  const gainOf = (baseline: BaselineName) =>
    mean(
      ids.map(id => {
        const points = (run: RunPoints) => toPoints[baseline](run.baselines[baseline].get(id) ?? 0);
        return points(attacked) - points(honest);
      }),
    );
  const baselineGains = BASELINES.map(gainOf);
  const least = Math.min(...baselineGains.map(gain => gain ?? 0));
  const gain = mean(gains);
  const excluded = new Set([
    ...ids,
    ...plans.flatMap(({ takingPart }) => takingPart.map(account => `x:${account}`)),
  ]);
  const losses = [...honest.scores].flatMap(([id, score]) =>
    excluded.has(id) ? [] : [Math.max(0, score - (attacked.scores.get(id) ?? 0))],
  );
  const fromCounts =
    honestCounts === null || attackedCounts === null
      ? []
      : ids.flatMap(id => {
          const [before, after] = [honestCounts.get(id), attackedCounts.get(id)];
          return before === undefined || after === undefined ? [] : [after - before];
        });
  return {
    attack: name,
    says,
    buyers: ids.length,
    score_before: mean(ids.map(id => honest.scores.get(id)!)),
    gain,
    largest_gain: gains.length === 0 ? null : rounded(Math.max(...gains)),
    gain_from_counts: mean(fromCounts),
    limit: limitPoints,
    raw_counts_gain: baselineGains[0]!,
    pagerank_gain: baselineGains[1]!,
    tweepcred_gain: baselineGains[2]!,
    share_of_least_baseline: gain === null || least <= 0 ? null : rounded(gain / least),
    bystanders: losses.length,
    bystander_mean_loss: mean(losses),
    bystander_largest_loss: losses.length === 0 ? null : rounded(losses.reduce((a, b) => Math.max(a, b), 0)),
  };
}

function baselinePoints(honest: RunPoints): Compared["toPoints"] {
  const accounts = [...honest.scores.keys()];
  const scores = [...honest.scores.values()];
  const mapOf = (baseline: BaselineName) =>
    pointsByQuantile(
      accounts.map(account => honest.baselines[baseline].get(account) ?? 0),
      scores,
    );
  return { raw_counts: mapOf("raw_counts"), pagerank: mapOf("pagerank"), tweepcred: mapOf("tweepcred") };
}

function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return rounded(values.reduce((total, value) => total + value, 0) / values.length);
}
