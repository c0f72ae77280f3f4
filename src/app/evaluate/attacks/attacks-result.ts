import { z } from "zod";
import { figure } from "../result-parts.ts";

const attackFigures = z.strictObject({
  attack: z.string(),
  says: z.string(),
  buyers: z.number().int(),
  /** Mean score of the buyers before. */
  score_before: figure,
  /** Points gained, scored from events: mean and largest over the buyers. */
  gain: figure,
  largest_gain: figure,
  /** The same buyers and attack where only counts are seen. */
  gain_from_counts: figure,
  limit: figure,
  /** Mean points gained on each baseline. */
  raw_counts_gain: figure,
  pagerank_gain: figure,
  tweepcred_gain: figure,
  /** `gain` as a share of the least gain of a baseline; null where none gains. */
  share_of_least_baseline: figure,
  bystanders: z.number().int(),
  /** Points that honest accounts with a score lost, gains counted as 0. */
  bystander_mean_loss: figure,
  bystander_largest_loss: figure,
});

/** What the discounts cost accounts that nobody attacked. */
const discountCost = z.strictObject({
  /** Class of accounts by the people who act on them. */
  people: z.string(),
  accounts: z.number().int(),
  median_score: z.number(),
  median_score_without: z.number(),
  p99_score: z.number(),
  p99_score_without: z.number(),
  /** Points that the score without discounts is higher; below 0 where they raise it. */
  mean_loss: z.number(),
  p99_loss: z.number(),
  largest_loss: z.number(),
});

const population = z.strictObject({
  population: z.string(),
  /** What it is and what its figures say. */
  says: z.string(),
  accounts: z.number().int(),
  scored_accounts: z.number().int(),
  /** Empty where the model discounts nothing. */
  discount_costs: z.array(discountCost),
  attacks: z.array(attackFigures),
});

/** Result of the suite `attacks`; keys as in docs/evaluation.md. */
export const attacksResultSchema = z.strictObject({
  suite: z.literal("attacks"),
  model: z.string(),
  seed: z.number().int(),
  populations: z.array(population),
  targets: z.array(
    z.strictObject({
      name: z.string(),
      value: figure,
      low: figure,
      high: figure,
      is_met: z.boolean().nullable(),
    }),
  ),
  not_run: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
});

export type AttacksResult = z.infer<typeof attacksResultSchema>;
export type AttackFigures = z.infer<typeof attackFigures>;
export type AttackedPopulation = z.infer<typeof population>;
export type DiscountCost = z.infer<typeof discountCost>;
