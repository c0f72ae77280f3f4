import { z } from "zod";
import {
  AUDIENCE_CLASSES,
  type AudienceQuality,
  type AudienceReason,
  audienceQuality,
} from "../../authenticity/audience-quality.ts";
import type { RunReader, StoredAccount } from "../../snapshot/contract.ts";
import { AUTHENTICITY_MODEL_ID } from "./load-authenticity-model.ts";

const share = {
  share: z.number().min(0).max(1),
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
  level: z
    .number()
    .describe("Probability that the range holds the true share, the people seen being a sample."),
};

const audienceSchema = z.object({
  people_count: z.number().int().min(0).describe("People seen on that side."),
  genuine: z
    .object(share)
    .nullable()
    .describe("Share that looks genuine of those of whom something is known; null: see reason."),
  reason: z.string().nullable().describe("Why there is no share, in words."),
  classes: z.array(
    z.object({
      name: z.enum(AUDIENCE_CLASSES),
      label: z.string(),
      count: z.number().int().min(0),
      ...share,
    }),
  ),
});

/** How the people around an account look, in numbers and without names. */
export const authenticitySchema = z.object({
  model: z.string().describe("Id of the model of authenticity."),
  engagers: audienceSchema.describe("Who acted on the account in the window."),
  followers: audienceSchema.describe("Who follows it, as far as the lake saw."),
});
export type AuthenticityAnswer = z.infer<typeof authenticitySchema>;

const REASONS: Readonly<Record<AudienceReason, string>> = {
  not_observed: "Nobody was seen on that side.",
  too_few_people: "Fewer than 10 people of whom something is known.",
  policy: "What X's API gives may not be used to judge who is genuine.",
};

/** How the audience of `account` looks; null for a protected account and for runs that kept no audiences. */
export async function answerAuthenticity(
  account: StoredAccount,
  reader: RunReader,
): Promise<AuthenticityAnswer | null> {
  if (account.isProtected) return null;
  const row = await reader.audienceOf(account);
  if (row === null) return null;
  return {
    model: AUTHENTICITY_MODEL_ID,
    engagers: inWords(audienceQuality(row, "engagers")),
    followers: inWords(audienceQuality(row, "followers")),
  };
}

function inWords(quality: AudienceQuality): AuthenticityAnswer["engagers"] {
  const { people_count, genuine, reason, classes } = quality;
  return { people_count, genuine, reason: reason === null ? null : REASONS[reason], classes: [...classes] };
}
