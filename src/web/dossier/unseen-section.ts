import type { FoundSubject } from "../../app/dossier/dossier.ts";
import { type Markup, markup } from "./markup.ts";
import { asSentence, percentText } from "./words.ts";

/** What could not be seen: what is unknown is said, and never counted as nothing. */
export function unseenSection({ answer, observed }: FoundSubject): Markup {
  const missing = answer.contributions.filter(part => part.is_imputed).map(part => part.sentence);
  const withoutValue = Object.values(answer.qualities ?? {}).flatMap(({ label, value, reason }) =>
    value === null ? [`${label}: ${reason ?? "not observed"}`] : [],
  );
  const list = [...missing, ...withoutValue, ...answer.notes];
  const rows = observed.map(
    ({ what, share }) =>
      markup`<tr><th scope="row">${what}</th><td class="number">${share === null ? "not known" : percentText(share)}</td></tr>`,
  );
  const table = markup`<table><caption>Share of the 90 days that was watched without gaps</caption><tbody>${rows}</tbody></table>`;
  return markup`<section><h2>What could not be seen</h2>
<p>${percentText(answer.coverage)} of the evidence that counts could be observed.</p>
${rows.length === 0 ? null : table}
${list.length === 0 ? null : markup`<ul>${list.map(line => markup`<li>${asSentence(line)}</li>`)}</ul>`}</section>`;
}
