import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packageRoot = fileURLToPath(new URL("../../", import.meta.url));

/** Folder of the evaluation data: `RENOWN_EVALUATION_DATA`, else `../shared/data` from the package root. */
export const evaluationDataDir = process.env.RENOWN_EVALUATION_DATA ?? join(packageRoot, "../shared/data");

/** Whether the evaluation data holds `relativePath`. */
export function hasEvaluationData(relativePath: string): boolean {
  return existsSync(join(evaluationDataDir, relativePath));
}

/** What a skipped suite prints when the evaluation data is absent. */
export const evaluationDataReason =
  "no evaluation data; set RENOWN_EVALUATION_DATA to its folder, or place it at ../shared/data";
