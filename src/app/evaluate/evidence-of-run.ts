import type { TableName } from "../../domain/interchange/schema.ts";
import type { Engine } from "../../engines/contract.ts";
import { runModels } from "../../pipeline/run-models.ts";
import type { AccountEvidence } from "../../scoring/account-evidence.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { toEvidence } from "../account-evidence.ts";
import { loadAuthenticityModel } from "../authenticity/load-authenticity-model.ts";

/** Where the rows of one run come from. */
export interface RunSource {
  readonly engine: Engine;
  readonly source: (table: TableName) => string;
  /** End of the window, exclusive, ISO with zone. */
  readonly asOf: string;
}

/** The evidence of every account of a run by `network:account_id`, in key order; with `onlyEnough`, of those with
 *  enough data. */
export async function evidenceOfRun(
  { engine, source, asOf }: RunSource,
  model: ScoringModel,
  { onlyEnough = false }: { readonly onlyEnough?: boolean } = {},
): Promise<ReadonlyMap<string, AccountEvidence>> {
  const { constants, kindWeights } = model;
  await runModels(engine, {
    ...{ source, asOf, constants, kindWeights },
    authenticity: loadAuthenticityModel(),
    only: ["account_features"],
  });
  const where = onlyEnough ? "WHERE has_enough_data" : "";
  const rows = await engine.rows(`SELECT * FROM account_features ${where} ORDER BY network, account_id`);
  return new Map(rows.map(row => [`${row["network"]}:${row["account_id"]}`, toEvidence(row)]));
}
