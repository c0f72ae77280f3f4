import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { z } from "zod";
import { ConfigProblem } from "../domain/errors.ts";
import { packagePath } from "../platform/package-root.ts";
import { modelFileSchema } from "../scoring/model-schema.ts";
import { parseScoringModel, type ScoringModel } from "../scoring/scoring-model.ts";

/** The model used when none is named. */
export const DEFAULT_MODEL_ID = "renown-2027-01";

/** Published models never change, so each is read once. */
const loaded = new Map<string, ScoringModel>();

/** The model `modelId` from the package's weights.
 *  @throws ConfigProblem when there is no such model or its files are damaged. */
export function loadModel(modelId: string = DEFAULT_MODEL_ID): ScoringModel {
  const known = loaded.get(modelId);
  if (known !== undefined) return known;
  if (!modelIds().includes(modelId))
    throw new ConfigProblem(`There is no model "${modelId}". Models: ${modelIds().join(", ")}.`);
  const model = parseScoringModel(readJson(modelId, "model.json"), readJson(modelId, "calibration.json"));
  loaded.set(modelId, model);
  return model;
}

/** The ids of the models that the package holds, in text order. */
export function modelIds(): readonly string[] {
  const folder = packagePath("weights");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => existsSync(packagePath("weights", name, "model.json")))
    .sort();
}

/** What model.json says, with the unit and origin of every constant. */
export type ModelFile = z.infer<typeof modelFileSchema>;

/** The file model.json of a published model, as its schema reads it.
 *  @throws ConfigProblem when there is no such model or the file is damaged. */
export function readModelFile(modelId: string): ModelFile {
  loadModel(modelId);
  return modelFileSchema.parse(readJson(modelId, "model.json"));
}

function readJson(modelId: string, file: string): unknown {
  const path = packagePath("weights", modelId, file);
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new ConfigProblem(`${path} cannot be read: reinstall the package to restore it.`, { cause });
  }
}
