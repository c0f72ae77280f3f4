import type { Dossier, DossierSubject, FoundSubject, MissingSubject } from "../../app/dossier/dossier.ts";
import { networkTitle } from "../../domain/network-title.ts";
import { CHART_STYLE } from "../charts/chart-style.ts";
import { shortText } from "../charts/short-text.ts";
import { audienceSection } from "./audience-section.ts";
import { DOSSIER_STYLE } from "./dossier-style.ts";
import { asMarkup, type Markup, markup } from "./markup.ts";
import { numberSection } from "./number-section.ts";
import { peersSection } from "./peers-section.ts";
import { postsSection } from "./posts-section.ts";
import { qualitiesSection } from "./qualities-section.ts";
import { unseenSection } from "./unseen-section.ts";
import { dayInWords } from "./words.ts";

const NAME_LETTERS = 80;

/** A whole HTML page of `dossier` that needs nothing else: no script, no request, pictures and style inside. Subjects
 *  keep their order; of each the posts come first and the number last. The intended use stands on every printed page. */
export function renderDossier(dossier: Dossier): string {
  const names = dossier.subjects.map(nameOf);
  const title = names.length === 1 ? `Dossier: ${names[0]}` : `Dossier of ${names.length} accounts`;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${asMarkup(DOSSIER_STYLE + CHART_STYLE)}</style>
</head>
<body>
<table class="sheet" role="presentation"><tfoot><tr><td><footer class="use">${dossier.intended_use}</footer></td></tr></tfoot>
<tbody><tr><td><main>
${names.length === 1 ? null : contents(names)}
${dossier.subjects.map(subject)}
</main></td></tr></tbody></table>
</body>
</html>
`;
  return page.html;
}

function contents(names: readonly string[]): Markup {
  return markup`<header class="contents"><p class="about">Dossier</p><h1>${names.length} accounts</h1>
<p>In the order asked for, not by score.</p>
<ol>${names.map((name, i) => markup`<li><a href="#account-${i + 1}"><bdi>${name}</bdi></a></li>`)}</ol></header>`;
}

function subject(told: DossierSubject, i: number): Markup {
  return told.kind === "missing" ? missing(told, i) : found(told, i);
}

function missing({ handle, reason }: MissingSubject, i: number): Markup {
  return markup`<article id="account-${i + 1}"><h1><bdi>${shortText(handle, NAME_LETTERS)}</bdi></h1>
<section><h2>Nothing can be told</h2><p dir="auto">${reason}</p></section></article>
`;
}

function found(told: FoundSubject, i: number): Markup {
  const { answer, posts, statement } = told;
  const said =
    statement === null
      ? null
      : markup`<section><h2>The person’s own statement</h2>
<blockquote dir="auto">${statement.text}</blockquote><p class="about">By whoever proved control of the account, on ${dayInWords(statement.claimed_at)}.</p></section>`;
  return markup`<article id="account-${i + 1}"><header><p class="about">Dossier · the 90 days to ${dayInWords(answer.as_of)}</p>
<h1><bdi>${nameOf(told)}</bdi></h1><p class="handle"><bdi>${answer.handle}</bdi> · ${networkTitle(told.network)}</p></header>
${postsSection(posts)}
${qualitiesSection(answer)}
${audienceSection(answer)}
${peersSection(answer)}
${unseenSection(told)}
${said}
${numberSection(told)}
</article>
`;
}

function nameOf(told: DossierSubject): string {
  if (told.kind === "missing") return shortText(told.handle, NAME_LETTERS);
  const name = shortText(told.answer.networks[0]?.display_name ?? "", NAME_LETTERS);
  return name === "" ? shortText(told.answer.handle, NAME_LETTERS) : name;
}
