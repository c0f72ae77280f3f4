import { observed, type VocabularyInput, type VocabularyInputs } from "./inputs.ts";

/** Said of a measure whose definition is known and whose weights are not. */
export const WEIGHTS_OURS = "weights ours, the tool never published them";
/** Said of a measure that is relative to a population that the tool never published. */
export const SCALE_OURS = "scale ours, the tool never published its population";
/** Said of a measure or class whose definition was never published. */
export const RULE_OURS = "rule ours, the tool never published its own";

/** A value, or why there is none. */
export type Evaluated = number | { readonly reason: string };

/** One measure of an older tool. */
export interface MeasureDefinition {
  /** Key in JSON, snake_case. */
  readonly name: string;
  /** The tool's own name of it. */
  readonly label: string;
  readonly unit: string;
  /** Least and greatest value; null: no limit. */
  readonly range: { readonly min: number; readonly max: number | null };
  readonly meaning: string;
  /** What of it is Renown's and not the tool's; null when the tool published all of it. */
  readonly ours: string | null;
  /** Of each group at least one input must be observed. */
  readonly requires: readonly (readonly VocabularyInput[])[];
  /** Reason given when they are not met; which are missing when absent. */
  readonly whenMissing?: string;
  /** Read where observed. */
  readonly optional: readonly VocabularyInput[];
  /** The value; called only when every group of `requires` is met. */
  readonly evaluate: (known: Known) => Evaluated;
}

/** A measure of one account. */
export interface VocabularyMeasure {
  readonly name: string;
  readonly label: string;
  /** Null: an input was not observed; `reason` says which. */
  readonly value: number | null;
  readonly unit: string;
  readonly range: { readonly min: number; readonly max: number | null };
  readonly meaning: string;
  readonly isOurs: boolean;
  /** What of it is ours. */
  readonly ours: string | null;
  /** Inputs that were observed and read. */
  readonly evidence: readonly VocabularyInput[];
  readonly reason: string | null;
}

/** Reads the observed inputs of one account. */
export interface Known {
  /** The observed value, or null. */
  readonly maybe: (name: VocabularyInput) => number | null;
  /** The first observed of `names`.
   *  @throws RangeError when none was: `requires` must name them as a group. */
  readonly first: (...names: readonly VocabularyInput[]) => number;
  /** The sum of those of `names` that were observed; null when none was. */
  readonly sum: (...names: readonly VocabularyInput[]) => number | null;
}

/** A reader of `inputs`. */
export function knownOf(inputs: VocabularyInputs): Known {
  const maybe = (name: VocabularyInput) => observed(inputs, name);
  return {
    maybe,
    first(...names) {
      for (const name of names) {
        const value = maybe(name);
        if (value !== null) return value;
      }
      throw new RangeError(`None of ${names.join(", ")} was observed.`);
    },
    sum(...names) {
      const values = names.map(maybe).filter(value => value !== null);
      return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
    },
  };
}

/** Why groups of `requires` are not met by `inputs`; null when all are. */
export function missingReason(
  requires: readonly (readonly VocabularyInput[])[],
  inputs: VocabularyInputs,
): string | null {
  const missing = requires.filter(group => group.every(name => observed(inputs, name) === null));
  if (missing.length === 0) return null;
  return `Not observed: ${missing.map(group => group.join(" or ")).join(", ")}.`;
}

const NOT_FINITE = { reason: "The inputs are too large or too small to divide." } as const;

/** The measure that `definition` gives for `inputs`. */
export function evaluateMeasure(definition: MeasureDefinition, inputs: VocabularyInputs): VocabularyMeasure {
  const { name, label, unit, range, meaning, ours, requires, optional } = definition;
  const missing = missingReason(requires, inputs);
  const worked =
    missing === null ? definition.evaluate(knownOf(inputs)) : { reason: definition.whenMissing ?? missing };
  const evaluated = typeof worked === "number" && !Number.isFinite(worked) ? NOT_FINITE : worked;
  const value = typeof evaluated === "number" ? evaluated : null;
  const read = [...new Set([...requires.flat(), ...optional])];
  return {
    name,
    label,
    value,
    unit,
    range,
    meaning,
    isOurs: ours !== null,
    ours,
    evidence: read.filter(input => observed(inputs, input) !== null),
    reason: typeof evaluated === "number" ? null : evaluated.reason,
  };
}
