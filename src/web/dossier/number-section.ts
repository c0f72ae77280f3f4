import type { FoundSubject } from "../../app/dossier/dossier.ts";
import type { AnswerPercentile, ScoreAnswer } from "../../app/score-answer.ts";
import { chartFigure } from "../charts/chart-figure.ts";
import { waterfall } from "../charts/waterfall.ts";
import { asMarkup, type Markup, markup } from "./markup.ts";
import { counted, dayInWords, percentText } from "./words.ts";

/** The number, last and as a range. */
export function numberSection({ answer, baseline_score, labels }: FoundSubject): Markup {
  const { score, interval } = answer;
  if (score === null || interval === null)
    return markup`<section class="number-last"><h2>And the number</h2>
<p>There is none: not enough data. ${answer.reason ?? ""}</p>${stamp(answer)}</section>`;
  const picture = waterfall({
    baseline_score,
    score,
    low: interval.low,
    high: interval.high,
    parts: answer.contributions.map(({ feature, points, is_imputed, sentence }) => {
      return { label: labels[feature] ?? feature, points, is_imputed, sentence };
    }),
  });
  return markup`<section class="number-last"><h2>And the number, as a range</h2>
<p>Between <strong>${interval.low.toFixed(1)}</strong> and <strong>${interval.high.toFixed(1)}</strong> of 100, with ${percentText(interval.level)} certainty.</p>
<ul>${answer.percentiles.map(percentile)}</ul>
${asMarkup(chartFigure(picture))}
<p class="about">Each bar is what was seen compared with the reference account. * was not observed; what the rest leads one to expect stands in.</p>
${stamp(answer)}</section>`;
}

function percentile({ description, size, percentile: below }: AnswerPercentile): Markup | null {
  if (below === null) return null;
  return markup`<li>Above ${percentOf(below)} of ${counted(size)} ${description}.</li>`;
}

function percentOf(below: number): string {
  return below > 99 || below < 1 ? `${below.toFixed(1)} %` : `${Math.round(below)} %`;
}

function stamp({ as_of, model, basis, coverage }: ScoreAnswer): Markup {
  const how = basis === "published" ? "published" : "computed on demand";
  return markup`<p class="about">As of ${dayInWords(as_of)}, model ${model}, ${how}, coverage ${percentText(coverage)}.</p>`;
}
