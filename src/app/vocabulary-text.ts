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
import { VOCABULARIES, VOCABULARY_NAMES } from "../vocabularies/registry.ts";
import type { ClassifiedAs } from "../vocabularies/vocabulary.ts";
import { toVocabularyInputs } from "./vocabulary-answer.ts";

/** The JSON text of `briefVocabularies` of what `vocabularyAnswers` gives, byte by byte. All of it but values, their reasons and
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
    text += `${text === "" ? "{" : ","}"${name}":{"measures":[`;
    for (const [i, definition] of VOCABULARIES[name].measures.entries()) {
      const reads = inputsOf(definition).filter(input => observed(inputs, input) !== null);
      const missing = missingReason(definition.requires, inputs);
      text += `${i === 0 ? "" : ","}{"name":${quoted(definition.name)},"value":`;
      if (missing === null) {
        parts.push({ before: text, work: measureWork(definition), reads, atZero: null });
        text = "}";
      } else text += `null,"reason":${quoted(definition.whenMissing ?? missing)}}`;
    }
    const { classify, classReads } = VOCABULARIES[name];
    const reads = classReads.filter(input => observed(inputs, input) !== null);
    const work = (of: VocabularyInputs) => classText(classify(of));
    parts.push({ before: `${text}],"class":`, work, reads, atZero: null });
    text = "}";
  }
  return { parts, end: `${text}}` };
}

function measureWork(definition: MeasureDefinition): Part["work"] {
  return (_, known) => {
    const worked = evaluateMet(definition, known);
    return typeof worked === "number" ? `${worked},"reason":null` : `null,"reason":${quoted(worked.reason)}`;
  };
}

function classText({ name, why, axes, reason }: ClassifiedAs): string {
  const places = axes.map(axis => `{"name":${quoted(axis.name)},"value":${axis.value}}`);
  return `{"name":${quoted(name)},"why":${JSON.stringify(why)},"axes":[${places.join(",")}],"reason":${quoted(reason)}}`;
}

const quotedTexts = new Map<string, string>();

function quoted(text: string | null): string {
  if (text === null) return "null";
  const known = quotedTexts.get(text);
  if (known !== undefined) return known;
  const json = JSON.stringify(text);
  if (quotedTexts.size < MOST_KEPT) quotedTexts.set(text, json);
  return json;
}
