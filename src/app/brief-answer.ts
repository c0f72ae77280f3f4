import { z } from "zod";
import { briefVocabularies, briefVocabulariesSchema } from "./brief-vocabulary.ts";
import { briefQualities, briefQualitiesSchema } from "./quality-answer.ts";
import { type ScoreAnswer, scoreAnswerSchema } from "./score-answer.ts";

/** Version of the JSON that `score` prints; a change that old readers would misread raises it. */
export const BRIEF_VERSION = "2.0";

const { qualities, vocabularies } = scoreAnswerSchema.shape;

/** The object that `renown score --json` prints, one a line: what is the account's own. What is said alike of every
 *  account, what a measure is called and means, stands once in the methodology. */
export const briefAnswerSchema = scoreAnswerSchema.extend({
  schema_version: z.literal(BRIEF_VERSION),
  qualities: briefQualitiesSchema.nullable().describe(qualities.description!),
  vocabularies: briefVocabulariesSchema.nullable().describe(vocabularies.description!),
});

export type BriefAnswer = z.infer<typeof briefAnswerSchema>;

/** What of `answer` is the account's own. */
export function briefAnswer(answer: ScoreAnswer): BriefAnswer {
  const { qualities, vocabularies } = answer;
  return {
    ...answer,
    schema_version: BRIEF_VERSION,
    qualities: qualities === null ? null : briefQualities(qualities),
    vocabularies: vocabularies === null ? null : briefVocabularies(vocabularies),
  };
}
