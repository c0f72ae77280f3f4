import { existsSync, readdirSync, readFileSync } from "node:fs";
import { ConfigProblem } from "../domain/errors.ts";
import { packagePath } from "../platform/package-root.ts";
import { parseScoringModel, type ScoringModel } from "../scoring/scoring-model.ts";

/** The model used when none is named. */
export const DEFAULT_MODEL_ID = "renown-2026-12";

/** The model `modelId` from the package's weights.
 *  @throws ConfigProblem when there is no such model or its files are damaged. */
export function loadModel(modelId: string = DEFAULT_MODEL_ID): ScoringModel {
  if (!modelIds().includes(modelId))
    throw new ConfigProblem(`There is no model "${modelId}". Models: ${modelIds().join(", ")}.`);
  return parseScoringModel(readJson(modelId, "model.json"), readJson(modelId, "calibration.json"));
}

/** The ids of the models that the package holds, in text order. */
export function modelIds(): readonly string[] {
  const folder = packagePath("weights");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => existsSync(packagePath("weights", name, "model.json")))
    .sort();
}

function readJson(modelId: string, file: string): unknown {
  const path = packagePath("weights", modelId, file);
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ConfigProblem(`${path} cannot be read: reinstall the package to restore it.`, { cause });
  }
}
