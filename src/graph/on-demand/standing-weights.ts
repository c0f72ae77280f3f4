import { z } from "zod";

/** The numbers of a profile that an estimate reads, each as log10(1 + number). */
export const PROFILE_NUMBERS = ["followers_count", "following_count", "posts_count", "age_days"] as const;
export type ProfileNumberName = (typeof PROFILE_NUMBERS)[number];

/** Numbers of one profile; null: not known. */
export type ProfileNumbers = Readonly<Record<ProfileNumberName, number | null>>;

const perNumber = <T extends z.ZodType>(value: T) =>
  z.strictObject({ followers_count: value, following_count: value, posts_count: value, age_days: value });
/** exp(at_mean + Σ slope × (log10(1 + number) − mean)). */
const logLinear = z.strictObject({ at_mean: z.number(), slopes: perNumber(z.number()) });

/** The file standing.json of weights/engager-standing-N. */
export const standingWeightsSchema = z.strictObject({
  id: z.string(),
  schema_version: z.literal(1),
  /** The scoring model under whose constants the standings were computed. */
  model: z.string(),
  kappa: z.number().min(0),
  /** Mean of log10(1 + number) over engagements, and the range that the fit saw; numbers beyond it count as its end. */
  numbers: perNumber(z.strictObject({ mean: z.number(), low: z.number(), high: z.number() })),
  standing: logLinear,
  /** Standing by (kappa + all weight given): what one unit of edge weight would pass on but for damping. */
  passed: logLinear,
  /** One more than the people who acted on the engager. */
  audience: logLinear,
  people_acted_on_count: z.number().min(0),
  /** Mean of (passed / estimate − 1)², by engagement. */
  passed_relative_variance: z.number().min(0),
});
export type StandingWeights = Readonly<z.infer<typeof standingWeightsSchema>>;
