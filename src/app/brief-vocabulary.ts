import { z } from "zod";
import { VOCABULARY_NAMES } from "../vocabularies/registry.ts";
import { byVocabulary, type VocabularyAnswer, type VocabularyAnswers } from "./vocabulary-answer.ts";

const reason = z.string().nullable().describe("Why it is null.");

const briefVocabularySchema = z.object({
  measures: z.array(
    z.object({
      name: z.string(),
      value: z.number().nullable().describe("Null: not known; reason says why."),
      reason,
    }),
  ),
  class: z.object({
    name: z.string().nullable().describe("Of the style, user type or role."),
    why: z.string().nullable(),
    axes: z
      .array(z.object({ name: z.string(), value: z.number().min(0).max(1).nullable() }))
      .describe("Places on the axes of a style matrix; empty where the tool had none."),
    reason,
  }),
});

/** What older tools would have called an account, by vocabulary; what their words mean stands in the methodology. */
export const briefVocabulariesSchema = byVocabulary(briefVocabularySchema);

export type BriefVocabularies = z.infer<typeof briefVocabulariesSchema>;
export type BriefVocabulary = z.infer<typeof briefVocabularySchema>;

/** What of `answers` is the account's own. */
export function briefVocabularies(answers: VocabularyAnswers): BriefVocabularies {
  const brief = VOCABULARY_NAMES.map(name => [name, briefVocabulary(answers[name])]);
  return Object.fromEntries(brief) as BriefVocabularies;
}

function briefVocabulary({ measures, class: found }: VocabularyAnswer): BriefVocabulary {
  return {
    measures: measures.map(({ name, value, reason }) => ({ name, value, reason })),
    class: {
      name: found.name,
      why: found.why,
      axes: found.axes.map(({ name, value }) => ({ name, value })),
      reason: found.reason,
    },
  };
}
