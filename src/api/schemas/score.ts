import type { z } from "zod";
import { briefAnswerSchema } from "../../app/brief-answer.ts";
import { briefVocabulariesSchema } from "../../app/brief-vocabulary.ts";
import { briefQualitiesSchema, byQuality, qualitiesSchema } from "../../app/quality-answer.ts";
import { scoreAnswerSchema } from "../../app/score-answer.ts";
import { byVocabulary, vocabularyAnswersSchema } from "../../app/vocabulary-answer.ts";

/** The answer of /score, the same object as `renown score --json`; its larger parts are shapes of their own. */
export const scoreSchema = briefAnswerSchema
  .extend(
    partsOf(
      briefQualitiesSchema.shape.conversation.meta({ id: "Quality" }),
      briefVocabulariesSchema.shape.klout.meta({ id: "Vocabulary" }),
    ),
  )
  .meta({ id: "Score" });

/** A score with what its qualities and older words are called and mean, as an explanation begins. */
export const scoreInWordsSchema = scoreAnswerSchema.extend(
  partsOf(
    qualitiesSchema.shape.conversation.meta({ id: "QualityInWords" }),
    vocabularyAnswersSchema.shape.klout.meta({ id: "VocabularyInWords" }),
  ),
);

function partsOf<Quality extends z.ZodType, Vocabulary extends z.ZodType>(
  quality: Quality,
  vocabulary: Vocabulary,
) {
  const { qualities, vocabularies } = scoreAnswerSchema.shape;
  return {
    qualities: byQuality(quality).nullable().describe(qualities.description!),
    vocabularies: byVocabulary(vocabulary).nullable().describe(vocabularies.description!),
  };
}
