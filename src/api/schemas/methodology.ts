import { z } from "zod";
import { count, score, share } from "./parts.ts";

/** The answer of /methodology. */
export const methodologySchema = z
  .object({
    schema_version: z.literal("1.0"),
    model: z.string(),
    intended_use: z.string(),
    constants: z.array(
      z.object({
        name: z.string(),
        value: z.number(),
        unit: z.string(),
        origin: z.string().describe("Where the value comes from."),
      }),
    ),
    kind_weights: z
      .object({
        like: z.number(),
        mention: z.number(),
        reply: z.number(),
        repost: z.number(),
        quote: z.number(),
      })
      .describe("Weight of one act by kind."),
    features: z.array(
      z.object({
        feature: z.string(),
        group: z.string(),
        use: z.enum(["paid", "shown"]).describe("paid ones enter the score, shown ones never do."),
        unit: z.string(),
        meaning: z.string(),
        null_meaning: z.string(),
        reference: z.number().nullable().describe("Value of the reference account; null: not paid."),
        reference_sentence: z.string().nullable(),
        curve: z
          .array(z.array(z.number()).length(2))
          .nullable()
          .describe("[value, latent] along the curve that pays it; flat beyond the last."),
      }),
    ),
    networks: z.array(
      z.object({
        network: z.string(),
        is_provisional: z.boolean().describe("Whether its scale still stands on another network's."),
      }),
    ),
    calibration: z
      .object({
        population: z.string(),
        size: count,
        date: z.string(),
        method: z.string(),
        anchors: z.array(z.object({ share_below: share, influence: z.number(), score })),
      })
      .describe("From the influence scale to the score, linear between anchors."),
    links: z.object({
      reference: z.string(),
      openapi: z.string(),
      distribution: z.string(),
      top: z.string(),
    }),
  })
  .meta({ id: "Methodology" });
