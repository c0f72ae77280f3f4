import { z } from "zod";
import { qualitiesSchema } from "../../app/quality-answer.ts";
import { scoreAnswerSchema } from "../../app/score-answer.ts";
import { vocabularyAnswersSchema } from "../../app/vocabulary-answer.ts";

const quality = qualitiesSchema.shape.conversation.meta({ id: "Quality" });
const vocabulary = vocabularyAnswersSchema.shape.klout.meta({ id: "Vocabulary" });
const { qualities, vocabularies } = scoreAnswerSchema.shape;

/** The answer of /score, the same object as `renown score --json`; its larger parts are shapes of their own. */
export const scoreSchema = scoreAnswerSchema
  .extend({
    qualities: z
      .object({
        conversation: quality,
        timeliness: quality,
        flexibility: quality,
        voice_authenticity: quality,
      } satisfies Record<keyof typeof qualitiesSchema.shape, typeof quality>)
      .nullable()
      .describe(qualities.description!),
    vocabularies: z
      .object({
        klout: vocabulary,
        twitalyzer: vocabulary,
        tweetlevel: vocabulary,
      } satisfies Record<keyof typeof vocabularyAnswersSchema.shape, typeof vocabulary>)
      .nullable()
      .describe(vocabularies.description!),
  })
  .meta({ id: "Score" });
