import type { ScoreAnswer } from "../app/score-answer.ts";
import { plain } from "./style.ts";

const TOPICS_SHOWN = 3;

/** What the account moves people about and what it follows, a line each, the first three; empty without topics. */
export function topicLines({ topics, handle }: ScoreAnswer): readonly string[] {
  if (topics === null || topics.influence.length + topics.interests.length === 0) return [];
  const names = (list: readonly { readonly name: string; readonly score: number | null }[]) =>
    list
      .slice(0, TOPICS_SHOWN)
      .map(({ name, score }) => (score === null ? name : `${name} ${Math.round(score)}`))
      .join(", ");
  const influence = topics.influence.length === 0 ? [] : [`  Moves people about: ${names(topics.influence)}`];
  const interests =
    topics.interests.length === 0
      ? []
      : [
          `  ${influence.length === 0 ? "Follows" : "Also follows"}: ${names(topics.interests.map(one => ({ ...one, score: null })))}`,
        ];
  return [
    "",
    ...[...influence, ...interests].map(line => `  ${plain(line)}`),
    `         more: renown topics ${handle}`,
  ];
}
