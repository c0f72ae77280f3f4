import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { scoreOf } from "../build-score-answer.ts";
import type { Located } from "../locate-account.ts";
import type { NamedPerson, PeopleAroundAnswer } from "../people-around.ts";

/** Somebody on one side of an account, the own score with its range. */
export interface RangedPerson extends NamedPerson {
  /** 0..100, of the person's score; null without one. */
  readonly low: number | null;
  readonly high: number | null;
  /** 0..1; null where the run holds no evidence on the person. */
  readonly coverage: number | null;
}

/** `answer` with the range and coverage beside every person's score. */
export async function withRanges(
  answer: PeopleAroundAnswer,
  located: Located,
  model: ScoringModel,
): Promise<Omit<PeopleAroundAnswer, "people"> & { readonly people: readonly RangedPerson[] }> {
  if (located.kind !== "held") return { ...answer, people: [] };
  const { account, reader } = located;
  const people: RangedPerson[] = [];
  for (const person of answer.people) {
    const query = { network: account.network, kind: "id", value: person.account_id } as const;
    const held = await reader.findAccount(query);
    const score = held === null ? null : scoreOf(held, model);
    people.push({
      ...person,
      low: score?.interval?.low ?? null,
      high: score?.interval?.high ?? null,
      coverage: score?.coverage ?? null,
    });
  }
  return { ...answer, people };
}
