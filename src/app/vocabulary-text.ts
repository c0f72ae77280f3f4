import type { StoredAccount } from "../snapshot/contract.ts";
import { observed, VOCABULARY_INPUT_NAMES, type VocabularyInputs } from "../vocabularies/inputs.ts";
import {
  evaluateMet,
  inputsOf,
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
import type { VocabularyClass } from "../vocabularies/vocabulary.ts";
import { toVocabularyInputs } from "./vocabulary-answer.ts";

/** The JSON text of `vocabularyAnswers` of the same arguments, byte by byte. All of it but values, their reasons and
 *  classes follows from which inputs were observed: that is written once for each set of them. */
export function vocabularyText(
  account: Pick<StoredAccount, "features">,
  styleRow: Readonly<Record<string, unknown>> | null,
  score: number | null,
): string {
  const inputs = toVocabularyInputs(account.features, styleRow, score);
  const known = knownOf(inputs);
  let text = "";
  for (const part of formOf(inputs)) {
    for (const { before, definition, between } of part.measures) {
      const worked = evaluateMet(definition, known);
      text +=
        typeof worked === "number"
          ? `${before}${worked}${between}null`
          : `${before}null${between}${quoted(worked.reason)}`;
    }
    text += part.beforeClass + classText(vocabularyClass(part.name, inputs), part);
  }
  return `${text}}}`;
}

/** What accounts of which the same inputs were observed have in common in one vocabulary. */
interface Form {
  readonly name: VocabularyName;
  /** Measures that can be worked out, with the text before the value and between it and the reason. */
  readonly measures: readonly {
    readonly before: string;
    readonly definition: MeasureDefinition;
    readonly between: string;
  }[];
  readonly beforeClass: string;
  /** Evidence of the class; null until it was asked for. */
  classEvidence: string | null;
}

/** Networks and importers observe the same inputs of all their accounts: there is a handful of forms. */
const MOST_KEPT = 1024;
/** By the bits of the observed inputs. */
const forms = new Map<number, readonly Form[]>();

function formOf(inputs: VocabularyInputs): readonly Form[] {
  let bits = 0;
  for (const name of VOCABULARY_INPUT_NAMES) bits = 2 * bits + (observed(inputs, name) === null ? 0 : 1);
  const known = forms.get(bits);
  if (known !== undefined) return known;
  const made = makeForm(inputs);
  if (forms.size < MOST_KEPT) forms.set(bits, made);
  return made;
}

function makeForm(inputs: VocabularyInputs): readonly Form[] {
  return VOCABULARY_NAMES.map((name, place) => {
    const { tool, years, measures } = VOCABULARIES[name];
    const open: Form["measures"][number][] = [];
    // The class before it ended here.
    let text = `${place === 0 ? "{" : "},"}"${name}":{"tool":${quoted(tool)},"years":${quoted(years)},"measures":[`;
    for (const [i, definition] of measures.entries()) {
      const { name, label, unit, range, meaning, ours } = definition;
      const evidence = inputsOf(definition).filter(input => observed(inputs, input) !== null);
      const head = JSON.stringify({ name, label });
      const rest = JSON.stringify({ unit, range, meaning, is_ours: ours !== null, ours, evidence });
      const before = `${text}${i === 0 ? "" : ","}${head.slice(0, -1)},"value":`;
      const between = `,${rest.slice(1, -1)},"reason":`;
      const missing = missingReason(definition.requires, inputs);
      if (missing === null) open.push({ before, definition, between });
      text = missing === null ? "}" : `${before}null${between}${quoted(definition.whenMissing ?? missing)}}`;
    }
    return { name, measures: open, beforeClass: `${text}],"class":`, classEvidence: null };
  });
}

function classText(found: VocabularyClass, form: Form): string {
  form.classEvidence ??= JSON.stringify(found.evidence);
  let text = "";
  for (const key in found) {
    const value = found[key as keyof VocabularyClass];
    const json =
      key === "evidence"
        ? form.classEvidence
        : typeof value === "string" && key !== "why"
          ? quoted(value)
          : JSON.stringify(value);
    text += `${text === "" ? "{" : ","}"${key === "isOurs" ? "is_ours" : key}":${json}`;
  }
  return `${text}}`;
}

const quotedTexts = new Map<string, string>();

function quoted(text: string): string {
  const known = quotedTexts.get(text);
  if (known !== undefined) return known;
  const json = JSON.stringify(text);
  if (quotedTexts.size < MOST_KEPT) quotedTexts.set(text, json);
  return json;
}
