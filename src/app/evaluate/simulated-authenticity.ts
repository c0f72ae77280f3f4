import { join } from "node:path";
import type { Progress } from "../../domain/progress.ts";
import { auc } from "../../lib/metrics/auc.ts";
import { runModels } from "../../pipeline/run-models.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { DEFAULT_END_AT } from "../../simulator/options.ts";
import { loadAuthenticityModel } from "../authenticity/load-authenticity-model.ts";
import { simulateTo } from "../simulate-to.ts";
import { ageGroup, countGroup, falseSuspicions, type GenuineAccount } from "./authenticity-fairness.ts";
import type { AuthenticityResult } from "./authenticity-result.ts";
import { withFolder, withFreshEngine } from "./fresh-engine.ts";
import { PLANTED, type PlantedKind, withPlantedFakes } from "./planted-fakes.ts";
import { regimeSource } from "./regime-source.ts";

/** Size and seed of the population that fakes are planted into. */
export interface SimulatedSize {
  readonly accounts: number;
  readonly interactions: number;
  readonly seed: number;
}

export const SIMULATED_SIZE: SimulatedSize = { accounts: 6000, interactions: 150_000, seed: 20_261_123 };

/** How often simulated people are called suspicious, by group, and what is said of accounts planted among them. */
export async function simulatedAuthenticity(
  size: SimulatedSize,
  model: ScoringModel,
  progress: Progress,
): Promise<Pick<AuthenticityResult, "fairness" | "planted">> {
  const judged = await judgedAccounts(size, model, progress);
  const people = judged.filter(account => account.isPerson && account.planted === null);
  const withEstimate = people.filter(({ authenticity }) => authenticity !== null);
  const { suspiciousBelow } = loadAuthenticityModel();
  const isSuspicious = (account: Judged) =>
    account.authenticity !== null && account.authenticity < suspiciousBelow;
  const genuine: readonly GenuineAccount[] = withEstimate.map(account => ({
    isSuspicious: isSuspicious(account),
    groups: account.groups,
  }));
  return {
    fairness: [...falseSuspicions("simulated", genuine)],
    planted: (Object.keys(PLANTED) as PlantedKind[]).map(kind => {
      const of = judged.filter(account => account.planted === kind);
      const known = of.filter(({ authenticity }) => authenticity !== null);
      const both = [...withEstimate, ...known];
      return {
        kind: `${kind}: ${PLANTED[kind].says}`,
        accounts: PLANTED[kind].count,
        with_estimate: known.length,
        mean_authenticity:
          known.length === 0
            ? null
            : known.reduce((sum, { authenticity }) => sum + authenticity!, 0) / known.length,
        suspicious: of.filter(isSuspicious).length,
        auc: auc(
          Float64Array.from(both, ({ authenticity }) => authenticity!),
          both.map(({ planted }) => planted === null),
        ),
      };
    }),
  };
}

interface Judged {
  readonly authenticity: number | null;
  /** Says that it is a person or an organisation; bots of the simulation never do. */
  readonly isPerson: boolean;
  readonly planted: PlantedKind | null;
  readonly groups: GenuineAccount["groups"];
}

function judgedAccounts(
  size: SimulatedSize,
  { constants, kindWeights }: ScoringModel,
  progress: Progress,
): Promise<readonly Judged[]> {
  return withFolder(async folder => {
    const outDir = join(folder, "population");
    await simulateTo({ ...size, outDir, progress });
    return withFreshEngine(async engine => {
      const source = await withPlantedFakes(engine, regimeSource(outDir, "events"), DEFAULT_END_AT);
      await runModels(engine, {
        ...{ source, asOf: DEFAULT_END_AT, constants, kindWeights, progress },
        authenticity: loadAuthenticityModel(),
        only: ["account_authenticity", "stg_accounts", "stg_posts"],
      });
      const rows = await engine.rows(
        `WITH spoken AS (
           SELECT network, author_id, lang, row_number() OVER (
             PARTITION BY network, author_id ORDER BY count(*) DESC, lang) AS place
           FROM (${source("posts")}) AS posts WHERE lang IS NOT NULL GROUP BY network, author_id, lang)
         SELECT estimates.*, accounts.kind, spoken.lang
         FROM account_authenticity AS estimates
         JOIN stg_accounts AS accounts USING (network, account_id)
         LEFT JOIN spoken ON spoken.network = estimates.network AND spoken.author_id = estimates.account_id
           AND spoken.place = 1
         ORDER BY estimates.network, estimates.account_id`,
      );
      return rows.map(row => {
        const numberAt = (name: string) => (row[name] == null ? null : Number(row[name]));
        const planted = String(row["account_id"]).match(/^planted-(\w+)-\d+$/)?.[1] ?? null;
        return {
          authenticity: numberAt("authenticity"),
          isPerson: row["kind"] === "person" || row["kind"] === "organisation",
          planted: planted as PlantedKind | null,
          groups: {
            followers: countGroup(numberAt("followers_count")),
            posts: countGroup(numberAt("posts_count")),
            age: ageGroup(numberAt("age_days")),
            language: row["lang"] == null ? "not known" : String(row["lang"]),
            network: String(row["network"]),
          },
        };
      });
    });
  });
}
