import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigProblem } from "../domain/errors.ts";
import { packagePath } from "../platform/package-root.ts";

const quantileMap = z.array(z.tuple([z.number(), z.number()])).min(1);

/** What evaluation reads of the training.json that `renown fit` writes. */
const trainingManifestSchema = z.object({
  schema_version: z.literal(2),
  fitted_on: z.array(z.object({ name: z.string(), sha256: z.string() })),
  seed: z.number(),
  steps: z.number(),
  smoothings_tried: z.array(z.number()),
  unit_maps: z.object({
    reactions_count: quantileMap,
    reposts_per_original: quantileMap,
  }),
});
export type TrainingManifest = z.infer<typeof trainingManifestSchema>;

/** How the model `modelId` was fitted; null for a model whose curves were not.
 *  @throws ConfigProblem when its training.json cannot be read. */
export function trainingManifest(modelId: string): TrainingManifest | null {
  const path = packagePath("weights", modelId, "training.json");
  if (!existsSync(path)) return null;
  const json = JSON.parse(readFileSync(path, "utf8")) as { readonly schema_version?: unknown };
  if (json.schema_version === 1) return null;
  const result = trainingManifestSchema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ConfigProblem(`${path} at ${issue!.path.join(".")}: ${issue!.message}; reinstall the package.`);
}
