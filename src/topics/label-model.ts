import { z } from "zod";
import { ConfigProblem } from "../domain/errors.ts";
import { LABELS } from "./labels.ts";
import { HASH_BUCKETS, type PostFeatures } from "./post-features.ts";

/** A fitted tagger's `tagger.json`; the hashed part of its weights stands beside it in `weights.bin`. */
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
  /** Hashed weights, bucket by bucket and in it label by label, so that a post's walk touches few lines of memory. */
  readonly hashed: Int8Array;
}

/** The model of a parsed `tagger.json` and the bytes of `weights.bin`.
 *  @throws ConfigProblem when they do not fit together. */
export function toLabelModel(value: unknown, bytes: Uint8Array): LabelModel {
  const parsed = labelModelSchema.safeParse(value);
  if (!parsed.success) throw new ConfigProblem(`No model of a topic tagger: ${parsed.error.message}`);
  const file = parsed.data;
  if (bytes.length !== file.labels.length * HASH_BUCKETS)
    throw new ConfigProblem(
      `Topic tagger ${file.id}: weights.bin has ${bytes.length} bytes, not ${file.labels.length * HASH_BUCKETS}.`,
    );
  const byLabel = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const hashed = new Int8Array(bytes.length);
  const count = file.labels.length;
  for (let label = 0; label < count; label++)
    for (let bucket = 0; bucket < HASH_BUCKETS; bucket++)
      hashed[bucket * count + label] = byLabel[label * HASH_BUCKETS + bucket]!;
  return { file, hashed };
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
  const { labels } = file;
  const count = labels.length;
  const plainCount = labels[0]?.weights.length ?? 0;
  const plain = new Float64Array(count);
  const steps = new Float64Array(count);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i]!;
    const value = values[i]!;
    if (index < plainCount)
      for (let at = 0; at < count; at++) plain[at]! += labels[at]!.weights[index]! * value;
    else {
      const from = (index - plainCount) * count;
      for (let at = 0; at < count; at++) steps[at]! += hashed[from + at]! * value;
    }
  }
  return plain.map((sum, at) => 1 / (1 + Math.exp(-(sum + steps[at]! * labels[at]!.hash_step))));
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
