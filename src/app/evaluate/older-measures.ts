import { VOCABULARY_NAMES, vocabularyMeasures } from "../../vocabularies/registry.ts";

/** What is known of an account, by input name; null or absent: not observed. */
export type MeasureInputs = Readonly<Record<string, number | null>>;

/** One measure of an older tool for one account. */
export interface OlderMeasure {
  readonly name: string;
  /** Null: an input was not observed; `reason` says which. */
  readonly value: number | null;
  readonly range: { readonly min: number; readonly max: number | null };
  readonly reason: string | null;
}

/** An older tool whose measures run as baselines. */
export interface OlderTool {
  readonly name: string;
  readonly measuresOf: (inputs: MeasureInputs) => readonly OlderMeasure[];
}

/** The older tools whose measures run as baselines in every suite, where a file gives their inputs. */
export const OLDER_TOOLS: readonly OlderTool[] = VOCABULARY_NAMES.map(name => ({
  name,
  measuresOf: inputs => vocabularyMeasures(name, inputs),
}));

/** A measure of an older tool over many accounts. */
export interface OlderBaseline {
  /** `<tool>_<measure>`. */
  readonly name: string;
  /** By account; null where its inputs were not observed. */
  readonly values: readonly (number | null)[];
  readonly range: { readonly min: number; readonly max: number | null };
}

/** A baseline that could not run, and why. */
export interface NotRun {
  readonly name: string;
  readonly reason: string;
}

/** Every measure of `tools` over `accounts`, and those that are known of no account, with the reason. */
export function olderBaselines(
  accounts: readonly MeasureInputs[],
  tools: readonly OlderTool[] = OLDER_TOOLS,
): { readonly baselines: readonly OlderBaseline[]; readonly notRun: readonly NotRun[] } {
  const baselines: OlderBaseline[] = [];
  const notRun: NotRun[] = [];
  if (accounts.length === 0) return { baselines, notRun };
  for (const tool of tools) {
    const measures = accounts.map(inputs => tool.measuresOf(inputs));
    for (const [at, { name, range, reason }] of measures[0]!.entries()) {
      const values = measures.map(ofAccount => ofAccount[at]!.value);
      const full = `${tool.name}_${name}`;
      if (values.some(value => value !== null)) baselines.push({ name: full, values, range });
      else notRun.push({ name: full, reason: reason ?? "No account has its inputs." });
    }
  }
  return { baselines, notRun };
}
