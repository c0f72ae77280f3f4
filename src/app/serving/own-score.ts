import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { scoreOf } from "../build-score-answer.ts";
import type { Located } from "../locate-account.ts";
import type { ScoreAnswer } from "../score-answer.ts";

/** The score of a found account with its range and coverage, to stand beside a list about it. */
export function ownScoreOf(
  located: Located,
  model: ScoringModel,
): Pick<ScoreAnswer, "score" | "interval" | "coverage"> {
  if (located.kind === "no_evidence") return { score: null, interval: null, coverage: 0 };
  const { score, interval, coverage } = scoreOf(located.account, model);
  return { score, interval, coverage };
}
