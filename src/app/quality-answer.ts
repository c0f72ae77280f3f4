import { z } from "zod";
import type { QualityName } from "../qualities/quality.ts";

/** An object with `quality` for each of the four qualities, by name. */
export function byQuality<Quality extends z.ZodType>(quality: Quality) {
  return z.object({
    conversation: quality,
    timeliness: quality,
    flexibility: quality,
    voice_authenticity: quality,
  } satisfies Record<QualityName, Quality>);
}

const qualitySchema = z.object({
  label: z.string(),
  value: z.number().nullable().describe("Null: see reason."),
  unit: z.enum(["share", "hours"]),
  interval: z
    .object({
      low: z.number(),
      high: z.number(),
      level: z.number().describe("Probability that the range holds the value."),
    })
    .nullable(),
  percentile: z
    .number()
    .min(0)
    .max(100)
    .nullable()
    .describe(
      "Share of the population that does worse, equal ones counted half: high is good, also of hours.",
    ),
  population: z
    .object({
      description: z.string().describe("Who is compared, in words."),
      size: z.number().int().min(0).describe("Accounts compared."),
      is_like_sized: z
        .boolean()
        .describe("False where too few accounts of half to double the audience have a value."),
    })
    .nullable(),
  comparative: z.string().describe("What an account is that does better: quicker."),
  parts: z.array(
    z.object({ name: z.string(), label: z.string(), value: z.number().nullable(), unit: z.string() }),
  ),
  reason: z.string().nullable().describe("Why there is no value: not observed, or too few cases."),
  sentence: z.string().nullable(),
  evidence: z
    .array(
      z.object({
        post_id: z.string(),
        author: z.string().describe("Text that asks for who wrote it."),
        text: z.string().nullable().describe("First 140 characters."),
        posted_at: z.string().nullable(),
        note: z.string().describe("What the post shows."),
      }),
    )
    .describe("At most three posts of the account."),
});

/** The four qualities as `explain` and the pages show them, by name. */
export const qualitiesSchema = byQuality(qualitySchema);

const briefQualitySchema = qualitySchema
  .omit({ label: true, comparative: true })
  .extend({ parts: z.array(z.object({ name: z.string(), value: z.number().nullable() })) });

/** The same without what is said alike of every account: that stands in the methodology. */
export const briefQualitiesSchema = byQuality(briefQualitySchema);

export type BriefQuality = z.infer<typeof briefQualitySchema>;
export type BriefQualities = z.infer<typeof briefQualitiesSchema>;

/** What of `qualities` is the account's own. */
export function briefQualities(qualities: QualitiesAnswer): BriefQualities {
  const brief = Object.entries(qualities).map(([name, quality]) => [name, briefQuality(quality)]);
  return Object.fromEntries(brief) as BriefQualities;
}

/** What of `quality` is the account's own. */
export function briefQuality({ label, comparative, parts, ...rest }: QualityAnswer): BriefQuality {
  return { ...rest, parts: parts.map(({ name, value }) => ({ name, value })) };
}

export type QualityAnswer = z.infer<typeof qualitySchema>;
export type QualitiesAnswer = z.infer<typeof qualitiesSchema>;
