import { type FeatureName, featureNamed } from "../features/registry.ts";
import { formatValue } from "../features/sentence.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import type { ChangeLine, ChangePart, ChangePartName, SplitChange } from "../scoring/split-change.ts";
import type { ChangeLineAnswer, ChangePartAnswer, MovedPeople } from "./change-answer.ts";

interface Models {
  readonly before: ScoringModel;
  readonly after: ScoringModel;
}

/** The parts of a change with a sentence each, and one for every line. */
export function partAnswers(
  split: SplitChange,
  people: MovedPeople,
  models: Models,
): readonly ChangePartAnswer[] {
  return split.parts.map(part => ({
    part: part.part,
    points: part.points,
    sentence: partSentence(part, people, models),
    lines: part.lines.map(line => lineAnswer(line, part.part, models)),
  }));
}

function partSentence({ part, points }: ChangePart, people: MovedPeople, models: Models): string {
  const isStill = Math.abs(points) < 0.05;
  switch (part) {
    case "you":
      return youSentence(points, people);
    case "others":
      return isStill
        ? "Others: the people who act stand about where they stood"
        : `Others: the people who act ${points > 0 ? "rose" : "sank"} in standing, or pass ${points > 0 ? "more" : "less"} of it to each they act on`;
    case "method":
      return models.before.id === models.after.id
        ? "Method: the same model"
        : `Method: the evidence of then by ${models.after.id} instead of ${models.before.id}`;
    case "data":
      return isStill ? "Data: as much could be observed" : "Data: other evidence could be observed than then";
  }
}

function youSentence(points: number, { joined_count, left_count }: MovedPeople): string {
  if (joined_count === 0 && left_count === 0 && Math.abs(points) < 0.05)
    return "You: reactions to your posts as then";
  const count = (value: number) => formatValue(value, "people");
  const moved = `${count(joined_count)} ${joined_count === 1 ? "person" : "people"} began to act on you, ${count(left_count)} ceased`;
  const fading = points < 0 ? "; older reactions fading" : "";
  return `You: ${moved}${fading}`;
}

function lineAnswer(line: ChangeLine, part: ChangePartName, models: Models): ChangeLineAnswer {
  return { ...line, sentence: lineSentence(line, part, models) };
}

function lineSentence(
  { feature, from, to, points }: ChangeLine,
  part: ChangePartName,
  models: Models,
): string {
  if (feature === null)
    return part === "method"
      ? `All evidence of then, judged by ${models.after.id}`
      : "Rows about that time that came into the lake, or went, after the score was published";
  const name: FeatureName = feature;
  const { label, unit } = featureNamed(name);
  if (from === null && to === null) return `${label} (not observed) expected as the rest moved`;
  const text = (value: number | null) => (value === null ? "not observed" : formatValue(value, unit));
  const moved = `${label} ${text(from)} → ${text(to)}`;
  if (from === null || to === null) return moved;
  if (part === "others")
    return `${label}, by who acts: ${points > 0 ? "they stand higher" : "they stand lower"}`;
  if (part === "data")
    return `${label}, by coverage: ${points > 0 ? "more" : "less"} of the acts could be seen`;
  return points < 0 && to < from ? `${moved}, older reactions fading` : moved;
}
