import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../../engines/contract.ts";
import { exportMarts } from "../../pipeline/export-marts.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";

/** The marts of scores. */
const SCORE_MARTS = ["account_scores", "identity_scores"];
/** Nobody looks rows up in these files, and to order ten million takes as long as to write them. */
const NO_ORDER: readonly string[] = [];

/** Writes the marts of a finished run into `outDir`, those of scores alone or all, and returns their rows by name. Rows of the
 *  marts of scores, and of their features where scores are all, are in no order. */
export async function writeBulkMarts(
  engine: Engine,
  model: ScoringModel,
  outDir: string,
  isScoresOnly: boolean,
): Promise<Readonly<Record<string, number>>> {
  const rowCounts: Record<string, number> = {};
  if (!isScoresOnly)
    for (const { mart, rowCount } of await exportMarts(engine, model.constants, outDir))
      rowCounts[mart] = rowCount;
  for (const mart of isScoresOnly ? ["account_features", ...SCORE_MARTS] : SCORE_MARTS)
    rowCounts[mart] = await engine.writeParquet(
      `SELECT * FROM ${mart}`,
      join(outDir, `${mart}.parquet`),
      NO_ORDER,
    );
  return rowCounts;
}

/** Writes manifest.json, the last file of a run: a folder without it is no result. */
export async function writeBulkManifest(outDir: string, manifest: object): Promise<void> {
  await writeFile(join(outDir, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
