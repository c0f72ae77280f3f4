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
      let total: number | null = null;
      for (const name of names) {
        const value = maybe(name);
        if (value !== null) total = (total ?? 0) + value;
      }
      return total;
    },
  };
}

/** Why groups of `requires` are not met by `inputs`; null when all are. */
export function missingReason(
  requires: readonly (readonly VocabularyInput[])[],
  inputs: VocabularyInputs,
): string | null {
  const isMissing = (group: readonly VocabularyInput[]) =>
    group.every(name => observed(inputs, name) === null);
  if (!requires.some(isMissing)) return null;
  const missing = requires.filter(isMissing);
  return `Not observed: ${missing.map(group => group.join(" or ")).join(", ")}.`;
}

const NOT_FINITE = { reason: "The inputs are too large or too small to divide." } as const;

/** The value that `definition` gives for inputs that meet every group of its `requires`, or why there is none. */
export function evaluateMet(definition: MeasureDefinition, known: Known): Evaluated {
  const worked = definition.evaluate(known);
  return typeof worked === "number" && !Number.isFinite(worked) ? NOT_FINITE : worked;
}

/** Definitions are few and last as long as the program. */
const readBy = new Map<MeasureDefinition, readonly VocabularyInput[]>();

/** The inputs that `definition` reads, each once, in the order in which evidence is given. */
export function inputsOf(definition: MeasureDefinition): readonly VocabularyInput[] {
  const known = readBy.get(definition);
  if (known !== undefined) return known;
  const read = [...new Set([...definition.requires.flat(), ...definition.optional])];
  readBy.set(definition, read);
  return read;
}

/** The measure that `definition` gives for `inputs`; `known` reads the same inputs. */
export function evaluateMeasure(
  definition: MeasureDefinition,
  inputs: VocabularyInputs,
  known = knownOf(inputs),
): VocabularyMeasure {
  const { name, label, unit, range, meaning, ours } = definition;
  const missing = missingReason(definition.requires, inputs);
  const evaluated =
    missing === null ? evaluateMet(definition, known) : { reason: definition.whenMissing ?? missing };
  return {
    name,
    label,
    value: typeof evaluated === "number" ? evaluated : null,
    unit,
    range,
    meaning,
    isOurs: ours !== null,
    ours,
    evidence: inputsOf(definition).filter(input => observed(inputs, input) !== null),
    reason: typeof evaluated === "number" ? null : evaluated.reason,
  };
}
