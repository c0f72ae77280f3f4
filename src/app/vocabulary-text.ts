import type { StoredAccount } from "../snapshot/contract.ts";
import { observed, type VocabularyInputs } from "../vocabularies/inputs.ts";
import { inputsOf, type Known, knownOf, type MeasureDefinition, workOut } from "../vocabularies/measure.ts";
import { VOCABULARIES, VOCABULARY_NAMES } from "../vocabularies/registry.ts";
import { classAnswer, toVocabularyInputs } from "./vocabulary-answer.ts";

/** The JSON text of `vocabularyAnswers` of the same arguments, byte by byte. Two thirds of an answer are what measures
 *  are called and mean, the same for everybody: that is written once, and only values, evidence and reasons anew. */
export function vocabularyText(
  account: Pick<StoredAccount, "features">,
  styleRow: Readonly<Record<string, unknown>> | null,
  score: number | null,
): string {
  const inputs = toVocabularyInputs(account.features, styleRow, score);
  const known = knownOf(inputs);
  let text = "{";
  for (const name of VOCABULARY_NAMES) {
    const { tool, years, measures } = VOCABULARIES[name];
    text += `${text === "{" ? "" : ","}"${name}":{"tool":${quoted(tool)},"years":${quoted(years)},"measures":[`;
    for (let place = 0; place < measures.length; place++)
      text += `${place === 0 ? "" : ","}${measureText(measures[place]!, inputs, known)}`;
    text += `],"class":${JSON.stringify(classAnswer(name, inputs))}}`;
  }
  return `${text}}`;
}

/** What is the same in every answer that holds a measure. */
interface FixedText {
  readonly beforeValue: string;
  readonly beforeEvidence: string;
  /** Evidence by which inputs of the measure were observed, bit by bit. */
  readonly evidence: Map<number, string>;
}

const fixedTexts = new Map<MeasureDefinition, FixedText>();

function measureText(definition: MeasureDefinition, inputs: VocabularyInputs, known: Known): string {
  const fixed = fixedTexts.get(definition) ?? fixedTextOf(definition);
  const worked = workOut(definition, inputs, known);
  const value = typeof worked === "number" ? String(worked) : "null";
  const reason = typeof worked === "number" ? "null" : quoted(worked.reason);
  return `${fixed.beforeValue}${value}${fixed.beforeEvidence}${evidenceText(definition, inputs, fixed)},"reason":${reason}}`;
}

function fixedTextOf(definition: MeasureDefinition): FixedText {
  const { name, label, unit, range, meaning, ours } = definition;
  const before = JSON.stringify({ name, label });
  const after = JSON.stringify({ unit, range, meaning, is_ours: ours !== null, ours });
  const fixed: FixedText = {
    beforeValue: `${before.slice(0, -1)},"value":`,
    beforeEvidence: `,${after.slice(1, -1)},"evidence":`,
    evidence: new Map(),
  };
  fixedTexts.set(definition, fixed);
  return fixed;
}

function evidenceText(definition: MeasureDefinition, inputs: VocabularyInputs, fixed: FixedText): string {
  const names = inputsOf(definition);
  let observedBits = 0;
  for (let place = 0; place < names.length; place++)
    if (observed(inputs, names[place]!) !== null) observedBits |= 1 << place;
  const known = fixed.evidence.get(observedBits);
  if (known !== undefined) return known;
  const text = JSON.stringify(names.filter(name => observed(inputs, name) !== null));
  if (fixed.evidence.size < MOST_KEPT) fixed.evidence.set(observedBits, text);
  return text;
}

/** Networks and importers observe the same inputs of all their accounts: a measure has a handful of cases. */
const MOST_KEPT = 256;
const quotedTexts = new Map<string, string>();

function quoted(text: string): string {
  const known = quotedTexts.get(text);
  if (known !== undefined) return known;
  const json = JSON.stringify(text);
  if (quotedTexts.size < MOST_KEPT) quotedTexts.set(text, json);
  return json;
}
