import { observed, type VocabularyInputs } from "./inputs.ts";
import { KLOUT } from "./klout.ts";
import { evaluateMeasure, knownOf, type VocabularyMeasure } from "./measure.ts";
import { TWEETLEVEL } from "./tweetlevel.ts";
import { TWITALYZER } from "./twitalyzer.ts";
import type { Vocabulary, VocabularyClass } from "./vocabulary.ts";

/** Every older vocabulary with its measures and the inputs each requires, by name. */
export const VOCABULARIES = {
  klout: KLOUT,
  twitalyzer: TWITALYZER,
  tweetlevel: TWEETLEVEL,
} as const satisfies Readonly<Record<string, Vocabulary>>;

export type VocabularyName = keyof typeof VOCABULARIES;

/** Names of the older vocabularies. */
export const VOCABULARY_NAMES = Object.keys(VOCABULARIES) as readonly VocabularyName[];

/** True when `text` names an older vocabulary. */
export function isVocabularyName(text: string): text is VocabularyName {
  return Object.hasOwn(VOCABULARIES, text);
}

/** The measures of `vocabulary` for an account of which `inputs` is known, in the order of its registry; a measure
 *  whose inputs were not observed is null with a reason. Depends on `inputs` alone: scales are frozen. */
export function vocabularyMeasures(
  vocabulary: VocabularyName,
  inputs: VocabularyInputs,
): readonly VocabularyMeasure[] {
  const known = knownOf(inputs);
  return VOCABULARIES[vocabulary].measures.map(definition => evaluateMeasure(definition, inputs, known));
}

/** The style, type or role that `vocabulary` gives to an account of which `inputs` is known. */
export function vocabularyClass(vocabulary: VocabularyName, inputs: VocabularyInputs): VocabularyClass {
  const { classify, classReads } = VOCABULARIES[vocabulary];
  const evidence = classReads.filter(name => observed(inputs, name) !== null);
  return { ...classify(inputs), evidence };
}
