import { numberAt, reasonAt } from "../qualities/measure-quality.ts";
import type { QualityDefinition, QualityReason } from "../qualities/quality.ts";
import { QUALITIES } from "../qualities/registry.ts";
import type { StoredAccount, StoredQualities } from "../snapshot/contract.ts";
import { qualityAnswer } from "./answer-qualities.ts";
import { briefQuality } from "./quality-answer.ts";

/** The JSON text of `briefQualities` of what `qualityAnswers` gives, byte by byte. Of a quality without a value, which is what most
 *  accounts have, all but the counts is written once. */
export function qualitiesText(account: StoredAccount, stored: StoredQualities): string {
  let text = "";
  for (const quality of QUALITIES) {
    text += `${text === "" ? "{" : ","}"${quality.name}":`;
    if (numberAt(stored.row, quality.name) !== null)
      text += JSON.stringify(briefQuality(qualityAnswer(quality, account, stored)));
    else {
      const pieces = piecesOf(quality, account, stored);
      const { parts } = quality;
      for (let place = 0; place < parts.length; place++)
        text += `${pieces[place]}${numberAt(stored.row, parts[place]!.name)}`;
      text += pieces[parts.length];
    }
  }
  return `${text}}`;
}

/** Of each quality, by the reason why there is no value: the text around the values of its parts. */
const known = new Map<QualityDefinition, Map<QualityReason, readonly string[]>>();

function piecesOf(
  quality: QualityDefinition,
  account: StoredAccount,
  stored: StoredQualities,
): readonly string[] {
  const byReason = known.get(quality) ?? new Map<QualityReason, readonly string[]>();
  known.set(quality, byReason);
  const reason = reasonAt(stored.row, quality);
  const found = byReason.get(reason);
  if (found !== undefined) return found;
  const answer = briefQuality(qualityAnswer(quality, account, stored));
  const parts = answer.parts.map(part => ({ ...part, value: VALUE }));
  const made = JSON.stringify({ ...answer, parts }).split(JSON.stringify(VALUE));
  byReason.set(reason, made);
  return made;
}

/** Stands where a value will be. */
const VALUE = "\u0000";
