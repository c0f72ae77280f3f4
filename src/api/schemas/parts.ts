import { z } from "zod";
import { NETWORKS } from "../../domain/network.ts";

/** A score, 0..100. */
export const score = z.number().min(0).max(100);
/** A share, 0..1. */
export const share = z.number().min(0).max(1);
export const count = z.number().int().min(0);
export const basis = z
  .enum(["published", "on_demand"])
  .describe("published: from a run over everybody; on_demand: computed when it was asked for, not ranked.");
export const interval = z
  .object({
    low: score,
    high: score,
    level: z.number().describe("Probability that the range holds the score."),
  })
  .describe("Range that holds the true score.");

const networkNames = `One of ${NETWORKS.join(", ")}.`;

/** A network by its word. */
export const networkName = z.enum(NETWORKS, { error: networkNames });

/** The network of a handle that names none. */
export const handleNetwork = networkName.optional().describe("Network of a handle that does not name one.");

/** The network a list is about. */
export const listNetwork = networkName
  .optional()
  .describe("Accounts of one network; without it people and organisations with all their networks.");

const topicText = "The slug or name of a topic, 1 to 100 printable characters.";

/** A topic by its slug or name. */
export const topicName = z
  .string({ error: topicText })
  .trim()
  .min(1, topicText)
  .max(100, topicText)
  .refine(text => !/\p{Cc}/u.test(text), topicText)
  .describe(topicText)
  .meta({ example: "television" });

/** A `limit` in the query from 1 to `max`. */
export function limit(max: number, usual: number) {
  const says = `A whole number from 1 to ${max}.`;
  return z.coerce
    .number({ error: says })
    .int(says)
    .min(1, says)
    .max(max, says)
    .default(usual)
    .describe("How many at most.");
}

/** What goes with every number. */
export const stamp = {
  schema_version: z.literal("1.0"),
  as_of: z.string().describe("End of the window that was looked at, UTC."),
  model: z.string(),
  basis,
  intended_use: z.string(),
};

/** Who an answer is about. */
export const subject = {
  handle: z.string().describe("Text that asks for this account again."),
  network: z.string(),
  account_id: z.string(),
};

/** The account's own score with its range, beside a list about it. */
export const ownScore = {
  score: score.nullable().describe("Of the account itself; null: not enough data."),
  interval: interval.nullable(),
  coverage: share,
};

/** Acts within the window by kind. */
export const acts = { likes: count, reposts: count, replies: count, quotes: count };
