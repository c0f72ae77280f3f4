import { z } from "zod";
import { byQuality } from "../../app/quality-answer.ts";
import { byVocabulary } from "../../app/vocabulary-answer.ts";
import { count, score, share } from "./parts.ts";

const range = z.object({ min: z.number(), max: z.number().nullable().describe("Null: no limit.") });

const quality = z
  .object({
    label: z.string(),
    meaning: z.string(),
    unit: z.enum(["share", "hours"]),
    range,
    better: z.enum(["more", "less"]),
    comparative: z.string().describe("What an account is that does better: quicker."),
    parts: z.array(z.object({ name: z.string(), label: z.string(), unit: z.string() })),
  })
  .meta({ id: "QualityTerms" });

const ours = {
  is_ours: z.boolean().describe("True when weights, scale or rule are Renown's: the tool published none."),
  ours: z.string().nullable().describe("Which of them."),
  evidence: z.array(z.string()).describe("Columns it rests on, as far as they are observed."),
};

const vocabulary = z
  .object({
    tool: z.string(),
    years: z.string().describe("When the tool ran."),
    measures: z.array(
      z.object({
        name: z.string(),
        label: z.string().describe("The tool's own name of it."),
        unit: z.string(),
        range,
        meaning: z.string(),
        ...ours,
      }),
    ),
    class: z.object({
      kind: z.string().describe("style, user type or role."),
      names: z.array(z.string()).describe("As far as they are known."),
      axes: z
        .array(z.object({ name: z.string(), from: z.string(), to: z.string() }))
        .describe("0 stands at `from`, 1 at `to`."),
      ...ours,
    }),
  })
  .meta({ id: "VocabularyTerms" });

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
    qualities: byQuality(quality).describe("What the qualities of a score answer are called and mean."),
    vocabularies: byVocabulary(vocabulary).describe("What the words of older tools in a score answer mean."),
    links: z.object({
      reference: z.string(),
      openapi: z.string(),
      distribution: z.string(),
      top: z.string(),
    }),
  })
  .meta({ id: "Methodology" });
