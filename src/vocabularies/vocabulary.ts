import type { VocabularyInput, VocabularyInputs } from "./inputs.ts";
import { type MeasureDefinition, RULE_OURS } from "./measure.ts";

/** An axis of a style matrix. */
export interface ClassAxis {
  readonly name: string;
  /** Words at its two ends. */
  readonly from: string;
  readonly to: string;
  /** 0 stands at `from`, 1 at `to`; null: not observed. */
  readonly value: number | null;
}

/** The class that a tool puts an account in: a style, a type, a role. */
export interface VocabularyClass {
  /** Null: it cannot be known, or the tool's name of it is not known; `reason` says which. */
  readonly name: string | null;
  /** What the tool called such a class. */
  readonly kind: string;
  /** One sentence: why this one. */
  readonly why: string | null;
  /** Place in a matrix, from 1; null where the tool had none or it is not known. */
  readonly row: number | null;
  readonly column: number | null;
  readonly axes: readonly ClassAxis[];
  readonly isOurs: boolean;
  readonly ours: string | null;
  readonly evidence: readonly VocabularyInput[];
  readonly reason: string | null;
}

/** A class without the inputs that it rests on. */
export type ClassifiedAs = Omit<VocabularyClass, "evidence">;

/** A class by a rule that is ours; a place and axes where the tool had a matrix. Written out: a spread of what classes share
 *  makes an object of another shape for each account. */
export function classified(
  kind: string,
  { name, why, reason }: Pick<ClassifiedAs, "name" | "why" | "reason">,
  axes: readonly ClassAxis[] = [],
  row: number | null = null,
  column: number | null = null,
): ClassifiedAs {
  return { name, kind, why, row, column, axes, isOurs: true, ours: RULE_OURS, reason };
}

/** An older tool: what it measured and how it named accounts. */
export interface Vocabulary {
  readonly name: string;
  /** The tool's own name. */
  readonly tool: string;
  /** When it ran. */
  readonly years: string;
  readonly measures: readonly MeasureDefinition[];
  /** Names of its classes as far as they are known. */
  readonly classNames: readonly string[];
  /** Inputs that `classify` reads, where observed. */
  readonly classReads: readonly VocabularyInput[];
  readonly classify: (inputs: VocabularyInputs) => ClassifiedAs;
}
