import type { VocabularyInput, VocabularyInputs } from "./inputs.ts";
import type { MeasureDefinition } from "./measure.ts";

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
