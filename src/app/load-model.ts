import { readFile } from "node:fs/promises";
import { ConfigProblem } from "../domain/errors.ts";
import { packagePath } from "../platform/package-root.ts";
import { parseScoringModel, type ScoringModel } from "../scoring/scoring-model.ts";

/** The model that scores when none is named; a new method is a new folder under weights/. */
export const DEFAULT_MODEL_ID = "renown-2026-11";

/** The scoring model `modelId` with its frozen calibration, from weights/<modelId>/.
 *  @throws ConfigProblem when the folder is missing or a file does not fit. */
export async function loadModel(modelId: string = DEFAULT_MODEL_ID): Promise<ScoringModel> {
  const [model, calibration] = await Promise.all([
    readJson(modelId, "model.json"),
    readJson(modelId, "calibration.json"),
  ]);
  return parseScoringModel(model, calibration);
}

async function readJson(modelId: string, fileName: string): Promise<unknown> {
  const path = packagePath("weights", modelId, fileName);
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new ConfigProblem(`model ${modelId}: cannot read ${fileName}; see weights/ for the models there are`, {
      cause,
    });
  }
}
