import { z } from "zod";
import { ConfigProblem } from "../domain/errors.ts";
import { LABELS } from "./labels.ts";
import { HASH_BUCKETS, type PostFeatures } from "./post-features.ts";

/** A fitted tagger's `model.json`; the hashed part of its weights stands beside it in `weights.bin`. */
export const labelModelSchema = z.strictObject({
  id: z.string(),
  ontology: z.string(),
  /** The model reads cues of exactly this ontology. */
  ontology_fingerprint: z.string(),
  area_ids: z.array(z.string()),
  hash_buckets: z.literal(HASH_BUCKETS),
  /** Length of the hashed part of a post's features. */
  hash_scale: z.number().nonnegative(),
  labels: z.array(
    z.strictObject({
      label: z.string(),
      /** Probability from which a post has the label, 0 to 1. */
      threshold: z.number().gt(0).lt(1),
      /** Of the figures that are not hashed, in log-odds. */
      weights: z.array(z.number()),
      /** Log-odds of one step of the hashed weights, whole numbers from -127 to 127. */
      hash_step: z.number().nonnegative(),
    }),
  ),
});

export type LabelModelFile = z.infer<typeof labelModelSchema>;

/** A judge of labels, ready to use. */
export interface LabelModel {
  readonly file: LabelModelFile;
  /** Hashed weights, label by label. */
  readonly hashed: Int8Array;
}

/** The model of a parsed `model.json` and the bytes of `weights.bin`.
 *  @throws ConfigProblem when they do not fit together. */
export function toLabelModel(value: unknown, bytes: Uint8Array): LabelModel {
  const parsed = labelModelSchema.safeParse(value);
  if (!parsed.success) throw new ConfigProblem(`No model of a topic tagger: ${parsed.error.message}`);
  const file = parsed.data;
  if (bytes.length !== file.labels.length * HASH_BUCKETS)
    throw new ConfigProblem(
      `Topic tagger ${file.id}: weights.bin has ${bytes.length} bytes, not ${file.labels.length * HASH_BUCKETS}.`,
    );
  return { file, hashed: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
}

/** `weights` by label (of `postFeatures`, in the order of LABELS) as a model: hashed ones rounded to 8 bits. */
export function quantised(
  about: Omit<LabelModelFile, "labels" | "hash_buckets">,
  fitted: readonly { readonly weights: Float64Array; readonly threshold: number }[],
): { readonly file: LabelModelFile; readonly bytes: Uint8Array } {
  const bytes = new Int8Array(fitted.length * HASH_BUCKETS);
  const labels = fitted.map(({ weights, threshold }, at) => {
    const plainCount = weights.length - HASH_BUCKETS;
    let largest = 0;
    for (let i = plainCount; i < weights.length; i++) largest = Math.max(largest, Math.abs(weights[i]!));
    const step = largest / 127;
    if (step > 0)
      for (let i = 0; i < HASH_BUCKETS; i++)
        bytes[at * HASH_BUCKETS + i] = Math.round(weights[plainCount + i]! / step);
    return {
      label: LABELS[at]!,
      threshold: rounded(threshold),
      weights: [...weights.subarray(0, plainCount)].map(rounded),
      hash_step: rounded(step),
    };
  });
  return { file: { ...about, hash_buckets: HASH_BUCKETS, labels }, bytes: new Uint8Array(bytes.buffer) };
}

/** Probability of each label of the model for a post with these features, 0 to 1, in the model's order. */
export function labelProbabilities(
  { file, hashed }: LabelModel,
  { indices, values }: Pick<PostFeatures, "indices" | "values">,
): Float64Array {
  return Float64Array.from(file.labels, (label, at) => {
    const plainCount = label.weights.length;
    let plain = 0;
    let steps = 0;
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i]!;
      if (index < plainCount) plain += label.weights[index]! * values[i]!;
      else steps += hashed[at * HASH_BUCKETS + index - plainCount]! * values[i]!;
    }
    return 1 / (1 + Math.exp(-(plain + steps * label.hash_step)));
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
