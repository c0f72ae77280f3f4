import type { Engine } from "../../engines/contract.ts";
import { runModels } from "../../pipeline/run-models.ts";
import { scoreAccount } from "../../scoring/score-account.ts";
import { toEvidence } from "../account-evidence.ts";
import { loadAuthenticityModel } from "../authenticity/load-authenticity-model.ts";
import type { ForecastWorld } from "./forecast-world.ts";
import type { MeasureInputs } from "./older-measures.ts";
import type { SuiteOptions } from "./suite.ts";

const PAGE = 50_000;

/** What the pipeline says of every account at the split, by `row_index`. */
export interface ForecastRanks {
  /** Influence from whatever evidence there is, before any clipping; -Infinity without evidence in the window. */
  readonly influence: Float64Array;
  /** Whether the account has enough data for a score. */
  readonly isScored: readonly boolean[];
  /** Every number known of the account, by column of `account_features`. */
  readonly inputs: readonly MeasureInputs[];
}

/** The influence of every account of `world` at the split, by the same SQL models and the same scoring as any run;
 *  `keepInputs` also keeps the numbers that older measures rest on. */
export async function forecastRanks(
  engine: Engine,
  world: ForecastWorld,
  { model, splitAt, progress }: SuiteOptions & { readonly splitAt: string },
  keepInputs: boolean,
): Promise<ForecastRanks> {
  await runModels(engine, {
    source: world.source,
    asOf: splitAt,
    constants: model.constants,
    kindWeights: model.kindWeights,
    authenticity: loadAuthenticityModel(),
    only: ["account_features"],
    progress,
  });
  const influence = new Float64Array(world.accountsCount).fill(-Infinity);
  const isScored = new Array<boolean>(world.accountsCount).fill(false);
  const inputs = new Array<MeasureInputs>(keepInputs ? world.accountsCount : 0).fill({});
  for (let start = 0; start < world.accountsCount; start += PAGE) {
    const rows = await engine.rows(
      `SELECT accounts.row_index, features.* FROM evaluated_accounts AS accounts
       JOIN account_features AS features
         ON features.network = accounts.network AND features.account_id = accounts.account_id
       WHERE accounts.row_index >= ${start} AND accounts.row_index < ${start + PAGE}`,
    );
    for (const row of rows) {
      const at = Number(row["row_index"]);
      const scored = scoreAccount(toEvidence(row), model);
      influence[at] = scored.influence;
      isScored[at] = scored.score !== null;
      if (keepInputs) inputs[at] = numbersOf(row);
    }
    const done = Math.min(start + PAGE, world.accountsCount);
    const isLast = done === world.accountsCount;
    progress({ step: "score accounts", done, total: world.accountsCount, unit: "accounts", isLast });
  }
  return { influence, isScored, inputs };
}

function numbersOf(row: Readonly<Record<string, unknown>>): MeasureInputs {
  return Object.fromEntries(
    Object.entries(row).filter((cell): cell is [string, number | null] => {
      return cell[1] === null || typeof cell[1] === "number";
    }),
  );
}
