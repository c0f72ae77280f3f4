import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { type AuthenticityModel, parseAuthenticityModel } from "../../authenticity/authenticity-model.ts";
import { ConfigProblem } from "../../domain/errors.ts";
import { packagePath } from "../../platform/package-root.ts";

/** The authenticity model that comes with the package. */
export const AUTHENTICITY_MODEL_ID = "authenticity-1";

const loaded = new Map<string, AuthenticityModel>();

/** The published authenticity model `id`.
 *  @throws ConfigProblem when it is not there or damaged. */
export function loadAuthenticityModel(id: string = AUTHENTICITY_MODEL_ID): AuthenticityModel {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const model = parseAuthenticityModel(readJson(id, "authenticity.json"));
  loaded.set(id, model);
  return model;
}

const trainingSchema = z.object({
  fitted_on: z.array(z.object({ sha256: z.string() })),
  seed: z.number(),
  folds: z.object({ count: z.number() }),
  steps: z.number(),
  smoothing: z.number(),
});

/** How the published authenticity model `id` was fitted.
 *  @throws ConfigProblem when its training.json is not there or damaged. */
export function authenticityTraining(id: string = AUTHENTICITY_MODEL_ID): z.infer<typeof trainingSchema> {
  const result = trainingSchema.safeParse(readJson(id, "training.json"));
  if (result.success) return result.data;
  throw new ConfigProblem(
    `weights/${id}/training.json: ${result.error.issues[0]!.message}; reinstall the package.`,
  );
}

function readJson(id: string, file: string): unknown {
  const path = packagePath("weights", id, file);
  if (!existsSync(path)) throw new ConfigProblem(`There is no authenticity model "${id}" (${path}).`);
  return JSON.parse(readFileSync(path, "utf8"));
}
