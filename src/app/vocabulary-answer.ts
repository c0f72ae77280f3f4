import { z } from "zod";
import { toSnakeKeys } from "../lib/snake-keys.ts";
import type { StoredAccount } from "../snapshot/contract.ts";
import {
  VOCABULARY_INPUT_NAMES,
  VOCABULARY_INPUTS,
  type VocabularyInput,
  type VocabularyInputs,
} from "../vocabularies/inputs.ts";
import {
  VOCABULARIES,
  VOCABULARY_NAMES,
  type VocabularyName,
  vocabularyClass,
  vocabularyMeasures,
} from "../vocabularies/registry.ts";

export { isVocabularyName, VOCABULARY_NAMES, type VocabularyName } from "../vocabularies/registry.ts";

const ours = {
  is_ours: z.boolean().describe("True when weights, scale or rule are Renown's: the tool published none."),
  ours: z.string().nullable().describe("Which of them."),
  evidence: z.array(z.string()).describe("Columns it rests on, as far as they were observed."),
  reason: z.string().nullable().describe("Why it is null."),
};

const measureSchema = z.object({
  name: z.string(),
  label: z.string().describe("The tool's own name of it."),
  value: z.number().nullable().describe("Null: not known; reason says why."),
  unit: z.string(),
  range: z.object({ min: z.number(), max: z.number().nullable().describe("Null: no limit.") }),
  meaning: z.string(),
  ...ours,
});

const classSchema = z.object({
  kind: z.string().describe("style, user type or role."),
  name: z.string().nullable(),
  why: z.string().nullable(),
  row: z.number().int().nullable().describe("Row of the matrix, from 1."),
  column: z.number().int().nullable().describe("Column of the matrix, from 1."),
  axes: z.array(
    z.object({
      name: z.string(),
      from: z.string(),
      to: z.string(),
      value: z.number().min(0).max(1).nullable().describe("0 at `from`, 1 at `to`."),
    }),
  ),
  ...ours,
});

const vocabularySchema = z.object({
  tool: z.string(),
  years: z.string().describe("When the tool ran."),
  measures: z.array(measureSchema),
  class: classSchema,
});

/** An object with `vocabulary` for each older tool, by name. */
export function byVocabulary<Vocabulary extends z.ZodType>(vocabulary: Vocabulary) {
  return z.object({
    klout: vocabulary,
    twitalyzer: vocabulary,
    tweetlevel: vocabulary,
  } satisfies Record<VocabularyName, Vocabulary>);
}

/** What older tools would have called an account, by vocabulary, with what their words mean. */
export const vocabularyAnswersSchema = byVocabulary(vocabularySchema);

export type VocabularyAnswers = z.infer<typeof vocabularyAnswersSchema>;
export type VocabularyAnswer = VocabularyAnswers[VocabularyName];

/** Every older vocabulary for an account of a run: `styleRow` is its row of account_style, null when the run holds
 *  none; `score` is Renown's. */
export function vocabularyAnswers(
  account: Pick<StoredAccount, "features">,
  styleRow: Readonly<Record<string, unknown>> | null,
  score: number | null,
): VocabularyAnswers {
  const inputs = toVocabularyInputs(account.features, styleRow, score);
  const answers = VOCABULARY_NAMES.map(name => [name, answerIn(name, inputs)] as const);
  return Object.fromEntries(answers) as VocabularyAnswers;
}

function answerIn(name: VocabularyName, inputs: VocabularyInputs): VocabularyAnswer {
  const { tool, years } = VOCABULARIES[name];
  return {
    tool,
    years,
    // Written out key by key: every answer holds some forty of them.
    measures: vocabularyMeasures(name, inputs).map(measure => ({
      name: measure.name,
      label: measure.label,
      value: measure.value,
      unit: measure.unit,
      range: measure.range,
      meaning: measure.meaning,
      is_ours: measure.isOurs,
      ours: measure.ours,
      evidence: [...measure.evidence],
      reason: measure.reason,
    })),
    class: toSnakeKeys(vocabularyClass(name, inputs)) as VocabularyAnswer["class"],
  };
}

const NOTHING_KNOWN = Object.fromEntries(VOCABULARY_INPUT_NAMES.map(name => [name, null])) as Record<
  VocabularyInput,
  number | null
>;

/** The inputs that the rows of an account hold. */
export function toVocabularyInputs(
  features: Readonly<Record<string, unknown>>,
  styleRow: Readonly<Record<string, unknown>> | null,
  score: number | null,
): VocabularyInputs {
  // A copy of an empty one, so that all have one shape: every served answer reads some thirty inputs.
  const inputs = { ...NOTHING_KNOWN };
  for (const name of IN_THE_ANSWER) inputs[name] = score;
  fill(inputs, IN_FEATURES, features);
  if (styleRow !== null) fill(inputs, IN_STYLE, styleRow);
  return inputs;
}

const inMart = (mart: (typeof VOCABULARY_INPUTS)[VocabularyInput]["mart"]) =>
  VOCABULARY_INPUT_NAMES.filter(name => VOCABULARY_INPUTS[name].mart === mart);
const IN_THE_ANSWER = inMart(null);
const IN_FEATURES = inMart("account_features");
const IN_STYLE = inMart("account_style");

function fill(
  inputs: Record<VocabularyInput, number | null>,
  names: readonly VocabularyInput[],
  row: Readonly<Record<string, unknown>>,
): void {
  for (const name of names) {
    const value = row[name];
    if (value !== null && value !== undefined) inputs[name] = Number(value);
  }
}
