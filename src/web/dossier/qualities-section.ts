import type { QualityAnswer } from "../../app/quality-answer.ts";
import type { ScoreAnswer } from "../../app/score-answer.ts";
import { type Markup, markup } from "./markup.ts";
import { asSentence, counted, dayInWords, inUnit } from "./words.ts";

/** The four qualities, which stand beside the score and never enter it. */
export function qualitiesSection({ qualities }: ScoreAnswer): Markup {
  const body =
    qualities === null
      ? markup`<p class="none">No act and no post of the account was observed.</p>`
      : Object.values(qualities).map(quality);
  return markup`<section><h2>Four qualities</h2>
<p class="lead">How the account converses, each with the posts that show it. None of the four enters the score.</p>
${body}</section>`;
}

function quality(answer: QualityAnswer): Markup {
  if (answer.value === null)
    return markup`<div class="quality"><h3>${answer.label}</h3>
<p class="none">No value: ${answer.reason ?? "not observed."}</p></div>
`;
  const { interval, unit } = answer;
  const range =
    interval === null
      ? ""
      : ` (${inUnit(interval.low, unit)} to ${inUnit(interval.high, unit)}, ${Math.round(100 * interval.level)} % certain)`;
  return markup`<div class="quality"><h3>${answer.label}</h3>
<p><strong>${inUnit(answer.value, unit)}</strong>${range}. ${answer.sentence === null ? "" : asSentence(answer.sentence)} ${compared(answer)}</p>
${answer.evidence.length === 0 ? null : markup`<ul class="evidence">${answer.evidence.map(evidence)}</ul>`}</div>
`;
}

function compared({ percentile, population, comparative }: QualityAnswer): string {
  if (percentile === null || population === null) return "";
  return asSentence(
    `${comparative} than ${Math.round(percentile)} % of ${counted(population.size)} ${population.description}`,
  );
}

function evidence(post: QualityAnswer["evidence"][number]): Markup {
  const when = post.posted_at === null ? "" : ` (${dayInWords(post.posted_at)})`;
  return markup`<li><q dir="auto">${post.text ?? "words not observed"}</q> <span class="about"><bdi>${post.note}</bdi>${when}</span></li>`;
}
