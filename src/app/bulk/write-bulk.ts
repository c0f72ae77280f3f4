import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../../engines/contract.ts";
import { exportMarts } from "../../pipeline/export-marts.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";

/** The marts of scores, with the order of their rows. */
const SCORE_MARTS = [
  ["account_scores", ["network", "account_id"]],
  ["identity_scores", ["identity_id"]],
] as const;

/** Writes the marts of a finished run into `outDir`, those of scores alone or all, and returns their rows by name. */
export async function writeBulkMarts(
  engine: Engine,
  model: ScoringModel,
  outDir: string,
  isScoresOnly: boolean,
): Promise<Readonly<Record<string, number>>> {
  const rowCounts: Record<string, number> = {};
  if (isScoresOnly)
    rowCounts["account_features"] = await engine.writeParquet(
      "SELECT * FROM account_features",
      join(outDir, "account_features.parquet"),
      ["network", "account_id"],
    );
  else
    for (const { mart, rowCount } of await exportMarts(engine, model.constants, outDir))
      rowCounts[mart] = rowCount;
  for (const [mart, key] of SCORE_MARTS)
    rowCounts[mart] = await engine.writeParquet(
      `SELECT * FROM ${mart}`,
      join(outDir, `${mart}.parquet`),
      key,
    );
  return rowCounts;
}

/** Writes manifest.json, the last file of a run: a folder without it is no result. */
export async function writeBulkManifest(outDir: string, manifest: object): Promise<void> {
  await writeFile(join(outDir, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
