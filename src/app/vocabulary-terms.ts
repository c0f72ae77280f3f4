import { VOCABULARY_INPUT_NAMES, type VocabularyInputs } from "../vocabularies/inputs.ts";
import { inputsOf } from "../vocabularies/measure.ts";
import { VOCABULARIES, VOCABULARY_NAMES, type VocabularyName } from "../vocabularies/registry.ts";

interface Ours {
  /** True when weights, scale or rule are Renown's: the tool published none. */
  readonly is_ours: boolean;
  /** Which of them. */
  readonly ours: string | null;
  /** Columns it rests on, as far as they are observed. */
  readonly evidence: readonly string[];
}

/** What the words of an older tool mean, the same for every account. */
export interface VocabularyTerms {
  readonly tool: string;
  /** When the tool ran. */
  readonly years: string;
  readonly measures: readonly (Ours & {
    readonly name: string;
    /** The tool's own name of it. */
    readonly label: string;
    readonly unit: string;
    /** Null: no limit. */
    readonly range: { readonly min: number; readonly max: number | null };
    readonly meaning: string;
  })[];
  readonly class: Ours & {
    /** style, user type or role. */
    readonly kind: string;
    /** As far as they are known. */
    readonly names: readonly string[];
    /** Words at the two ends of each axis: 0 stands at `from`, 1 at `to`. */
    readonly axes: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  };
}

/** What the words of each older vocabulary mean. */
export function vocabularyTerms(): Readonly<Record<VocabularyName, VocabularyTerms>> {
  const terms = VOCABULARY_NAMES.map(name => [name, termsOf(name)]);
  return Object.fromEntries(terms) as Record<VocabularyName, VocabularyTerms>;
}

const NOTHING_OBSERVED = Object.fromEntries(
  VOCABULARY_INPUT_NAMES.map(name => [name, null]),
) as VocabularyInputs;

function termsOf(vocabulary: VocabularyName): VocabularyTerms {
  const { tool, years, measures, classNames, classReads, classify } = VOCABULARIES[vocabulary];
  const { kind, axes, isOurs, ours } = classify(NOTHING_OBSERVED);
  return {
    ...{ tool, years },
    measures: measures.map(definition => {
      const { name, label, unit, range, meaning, ours } = definition;
      const evidence = inputsOf(definition);
      return { name, label, unit, range, meaning, is_ours: ours !== null, ours, evidence };
    }),
    class: {
      ...{ kind, names: classNames },
      axes: axes.map(({ name, from, to }) => ({ name, from, to })),
      ...{ is_ours: isOurs, ours, evidence: classReads },
    },
  };
}
