import { z } from "zod";
import { NETWORKS } from "../domain/network.ts";
import { PAID_GROUPS } from "../features/feature.ts";
import { PAID_FEATURE_NAMES, type PaidFeatureName } from "../features/registry.ts";
import { COUNT_COLUMNS } from "./account-evidence.ts";

const knots = z.array(z.tuple([z.number(), z.number()])).min(2);

/** Constants every model must carry; a model may carry more, which SQL models read by name. */
export const REQUIRED_CONSTANTS = [
  "window_days",
  "half_life_days",
  "damping",
  "kappa",
  "tolerance",
  "max_passes",
  "rate_prior_originals",
  "reach_per_reaction",
  "notable_people_count",
  "selective_people_count",
  "unspanned_day_credit",
  "counts_credit",
  "enough_people",
  "enough_reactions",
  "enough_posts",
  "interval_level",
  "count_prior",
  "no_attention_deviations",
  "tied_level",
] as const;

/** Constants that models older than the feature they steer do not carry, and what such a model takes for them. */
export const LATER_CONSTANTS = {
  forgiven_silent_days: 0,
  forgiven_standing_share: 0,
  earlier_people_share: 0,
  reach_per_list: 0,
  lists_per_reaction: 0,
  following_prior: 1,
  wave_half_life_hours: 12,
  wave_weight: 0,
  wave_people_count: 100,
  // No discount at all; the others then steer nothing.
  discounts_on: 0,
  whole_authenticity: 0.5,
  established_people_count: 0,
  unvouched_share: 0,
  unvouched_base_count: 1_000_000_000_000,
  unvouched_base_standing: 1_000_000_000_000,
  vouching_days: 30,
  circle_people_count: 1_000_000_000,
  mutual_people_count: 1_000_000_000,
  silent_follower_share: 0,
  silent_follower_base_count: 1_000_000_000_000,
} as const;
export type ConstantName = (typeof REQUIRED_CONSTANTS)[number] | keyof typeof LATER_CONSTANTS;

const constant = z.object({ value: z.number(), unit: z.string().min(1), origin: z.string().min(1) });

const featureShape = z.object({
  transform: z.object({ kind: z.enum(["log1p", "log1p_of_power10"]), scale: z.number().positive() }),
  knots,
  reference: z.number().positive(),
  spread: z.number().positive(),
  loading: z.number().min(0).max(0.99),
  counts: z.array(z.enum(COUNT_COLUMNS)),
  unit_per_count: z.union([z.number().positive(), z.enum(["per_original", "per_day"])]),
  dispersion: z.number().positive(),
});

const networkShape = z.object({
  is_provisional: z.boolean(),
  latent_to_influence: z.union([z.literal("identity"), knots]),
  unavailable_features: z.array(
    z.enum(PAID_FEATURE_NAMES as readonly [PaidFeatureName, ...PaidFeatureName[]]),
  ),
});

const paidFeatureName = z.enum(PAID_FEATURE_NAMES as readonly [PaidFeatureName, ...PaidFeatureName[]]);

/** Mean and covariance (latent, by feature) of the contributions in the reference population. */
const referenceContributions = z.object({
  origin: z.string().min(1),
  mean: z.partialRecord(paidFeatureName, z.number()),
  covariance: z.partialRecord(paidFeatureName, z.partialRecord(paidFeatureName, z.number())),
  counts_bend: knots.optional(),
});

/** How standing on demand is estimated by models that are older than the choice. */
export const FIRST_STANDING_WEIGHTS = "engager-standing-1";

/** The shape of `model.json`. */
export const modelFileSchema = z.object({
  id: z.string().min(1),
  schema_version: z.literal(1),
  intended_use: z.string().min(1),
  constants: z.record(z.string(), constant).superRefine((constants, context) => {
    for (const name of REQUIRED_CONSTANTS)
      if (!(name in constants)) context.addIssue({ code: "custom", message: `constant ${name} is missing` });
  }),
  kind_weights: z.object({
    like: z.int().positive(),
    mention: z.int().positive(),
    reply: z.int().positive(),
    repost: z.int().positive(),
    quote: z.int().positive(),
    unit: z.string(),
    origin: z.string(),
  }),
  bias: z.number(),
  features: z.partialRecord(
    z.enum(PAID_FEATURE_NAMES as readonly [PaidFeatureName, ...PaidFeatureName[]]),
    featureShape,
  ),
  reference_contributions: referenceContributions.optional(),
  /** The folder of `weights/` by which standing is estimated on demand. */
  standing_weights: z
    .string()
    .regex(/^engager-standing-\d+$/)
    .default(FIRST_STANDING_WEIGHTS),
  /** A network that came after the model is not among them. */
  networks: z.partialRecord(z.enum(NETWORKS), networkShape),
});

const anchor = z.object({
  share_below: z.number().min(0).max(1),
  influence: z.number(),
  score: z.number().min(0).max(100),
});

/** The shape of `calibration.json`. */
export const calibrationFileSchema = z.object({
  model: z.string().min(1),
  schema_version: z.literal(1),
  population: z.string().min(1),
  size: z.int().positive(),
  date: z.iso.date(),
  method: z.string().min(1),
  anchors: z.array(anchor).min(2),
  groups: z.record(z.enum(PAID_GROUPS), z.array(anchor).min(2)),
});
