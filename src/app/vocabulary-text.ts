import type { StoredAccount } from "../snapshot/contract.ts";
import {
  observed,
  VOCABULARY_INPUT_NAMES,
  type VocabularyInput,
  type VocabularyInputs,
} from "../vocabularies/inputs.ts";
import {
  evaluateMet,
  inputsOf,
  type Known,
  knownOf,
  type MeasureDefinition,
  missingReason,
} from "../vocabularies/measure.ts";
import {
  VOCABULARIES,
  VOCABULARY_NAMES,
  type VocabularyName,
  vocabularyClass,
} from "../vocabularies/registry.ts";
import type { ClassAxis, VocabularyClass } from "../vocabularies/vocabulary.ts";
import { toVocabularyInputs } from "./vocabulary-answer.ts";

/** The JSON text of `vocabularyAnswers` of the same arguments, byte by byte. All of it but values, their reasons and
 *  classes follows from which inputs were observed: that is written once for each set of them. So is a measure or class
 *  all of whose observed inputs are zero, as most are of who only reads. */
export function vocabularyText(
  account: Pick<StoredAccount, "features">,
  styleRow: Readonly<Record<string, unknown>> | null,
  score: number | null,
): string {
  const inputs = toVocabularyInputs(account.features, styleRow, score);
  const { parts, end } = formOf(inputs);
  const known = knownOf(inputs);
  let text = "";
  for (const part of parts) text += part.before + partText(part, inputs, known);
  return text + end;
}

/** What accounts of which the same inputs were observed have in common. */
interface Form {
  readonly parts: readonly Part[];
  readonly end: string;
}

/** A measure that can be worked out, or a class, with the text since the part before it. */
interface Part {
  readonly before: string;
  readonly work: (inputs: VocabularyInputs, known: Known) => string;
  /** Inputs that were observed and it reads. */
  readonly reads: readonly VocabularyInput[];
  /** What it comes to where all that it reads is zero; null until that was asked for. */
  atZero: string | null;
}

function partText(part: Part, inputs: VocabularyInputs, known: Known): string {
  for (const name of part.reads) if (inputs[name] !== 0) return part.work(inputs, known);
  part.atZero ??= part.work(inputs, known);
  return part.atZero;
}

/** Networks and importers observe the same inputs of all their accounts: there is a handful of forms. */
const MOST_KEPT = 1024;
/** By the bits of the observed inputs. */
const forms = new Map<number, Form>();

function formOf(inputs: VocabularyInputs): Form {
  let bits = 0;
  for (const name of VOCABULARY_INPUT_NAMES) bits = 2 * bits + (observed(inputs, name) === null ? 0 : 1);
  const known = forms.get(bits);
  if (known !== undefined) return known;
  const made = makeForm(inputs);
  if (forms.size < MOST_KEPT) forms.set(bits, made);
  return made;
}

function makeForm(inputs: VocabularyInputs): Form {
  const parts: Part[] = [];
  let text = "";
  for (const name of VOCABULARY_NAMES) {
    const { tool, years, measures } = VOCABULARIES[name];
    text += `${text === "" ? "{" : ","}"${name}":{"tool":${quoted(tool)},"years":${quoted(years)},"measures":[`;
    for (const [i, definition] of measures.entries()) {
      const { name: measure, label, unit, range, meaning, ours } = definition;
      const reads = inputsOf(definition).filter(input => observed(inputs, input) !== null);
      const head = JSON.stringify({ name: measure, label });
      const rest = JSON.stringify({ unit, range, meaning, is_ours: ours !== null, ours, evidence: reads });
      const between = `,${rest.slice(1, -1)},"reason":`;
      const missing = missingReason(definition.requires, inputs);
      text += `${i === 0 ? "" : ","}${head.slice(0, -1)},"value":`;
      if (missing === null) {
        parts.push({ before: text, work: measureWork(definition, between), reads, atZero: null });
        text = "}";
      } else text += `null${between}${quoted(definition.whenMissing ?? missing)}}`;
    }
    // The evidence of a class is all that was observed of what it reads.
    const reads = vocabularyClass(name, inputs).evidence;
    parts.push({ before: `${text}],"class":`, work: classWork(name, reads), reads, atZero: null });
    text = "}";
  }
  return { parts, end: `${text}}` };
}

function measureWork(definition: MeasureDefinition, between: string): Part["work"] {
  return (_, known) => {
    const worked = evaluateMet(definition, known);
    return typeof worked === "number" ? `${worked}${between}null` : `null${between}${quoted(worked.reason)}`;
  };
}

function classWork(name: VocabularyName, evidence: readonly VocabularyInput[]): Part["work"] {
  const evidenceText = JSON.stringify(evidence);
  return inputs => classText(vocabularyClass(name, inputs), evidenceText);
}

function classText(found: VocabularyClass, evidence: string): string {
  let text = "";
  for (const key in found) {
    const value = found[key as keyof VocabularyClass];
    let json: string;
    if (key === "evidence") json = evidence;
    else if (key === "axes") json = `[${found.axes.map(axisText).join(",")}]`;
    else json = typeof value === "string" && key !== "why" ? quoted(value) : JSON.stringify(value);
    text += `${text === "" ? "{" : ","}"${key === "isOurs" ? "is_ours" : key}":${json}`;
  }
  return `${text}}`;
}

function axisText({ name, from, to, value }: ClassAxis): string {
  return `{"name":${quoted(name)},"from":${quoted(from)},"to":${quoted(to)},"value":${value}}`;
}

const quotedTexts = new Map<string, string>();

function quoted(text: string): string {
  const known = quotedTexts.get(text);
  if (known !== undefined) return known;
  const json = JSON.stringify(text);
  if (quotedTexts.size < MOST_KEPT) quotedTexts.set(text, json);
  return json;
}
