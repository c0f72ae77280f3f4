import type { ScoringModel } from "../scoring/scoring-model.ts";
import { BRIEF_VERSION } from "./brief-answer.ts";
import { buildAnswer } from "./build-score-answer.ts";
import type { Located } from "./locate-account.ts";
import { qualitiesText } from "./qualities-text.ts";
import { vocabularyText } from "./vocabulary-text.ts";

const AS_TEXT = { vocabularies: vocabularyText, qualities: qualitiesText };

/** The JSON text of what `briefAnswer` makes of what `buildScoreAnswer` answers, byte by byte, at a fraction of its cost. */
export async function scoreText(located: Located, model: ScoringModel): Promise<string> {
  const answer = await buildAnswer(located, model, AS_TEXT);
  let text = `{"schema_version":"${BRIEF_VERSION}"`;
  for (const key in answer) {
    if (key === "schema_version") continue;
    const value: unknown = answer[key as keyof typeof answer];
    // Null where the account is protected.
    const json = Object.hasOwn(AS_TEXT, key) ? String(value) : jsonOf(value);
    text += `,"${key}":${json}`;
  }
  return `${text}}`;
}

/** The JSON text of one value. */
function jsonOf(value: unknown): string {
  if (value === null || (typeof value === "number" && Number.isFinite(value))) return String(value);
  if (Array.isArray(value) && value.length === 0) return "[]";
  return JSON.stringify(value);
}
