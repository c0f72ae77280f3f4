import type { ScoringModel } from "../scoring/scoring-model.ts";
import { buildAnswer } from "./build-score-answer.ts";
import type { Located } from "./locate-account.ts";
import { vocabularyText } from "./vocabulary-text.ts";

/** The JSON text of what `buildScoreAnswer` answers, byte by byte, at half its cost. */
export async function scoreText(located: Located, model: ScoringModel): Promise<string> {
  const answer = await buildAnswer(located, model, vocabularyText);
  const parts: string[] = [];
  for (const [key, value] of Object.entries(answer))
    parts.push(`"${key}":${key === "vocabularies" && value !== null ? value : JSON.stringify(value)}`);
  return `{${parts.join(",")}}`;
}
