import type { ProfileView } from "../../app/serving/profile-view.ts";
import { historyLine } from "../charts/history-line.ts";
import { ChartFigure } from "../parts/chart-figure.tsx";
import { Section } from "../parts/section.tsx";
import { dayOf, signed } from "../words.ts";

/** Published scores of 90 days; where the model changed the line breaks and says so. */
export function History({
  profile: {
    history: { points: history, reason },
    answer,
  },
}: {
  readonly profile: ProfileView;
}) {
  if (history.length === 0)
    return reason === null ? null : (
      <Section id="history" title="The last 90 days">
        <p class="empty">{reason}</p>
      </Section>
    );
  const models = [...new Set(history.map(point => point.model))];
  return (
    <Section id="history" title="The last 90 days">
      <p class="lead">
        {moveText(history)} {models.length > 1 ? "Where the method changed, the line breaks: " : ""}
        {models.length > 1 ? "a step there is the rule, not the person." : ""}
      </p>
      <ChartFigure chart={historyLine({ points: history, as_of: answer.as_of })} label="Score over time">
        Scores as they were published; later runs never rewrite them.
      </ChartFigure>
    </Section>
  );
}

/** From the first to the last score of the same model, as far as the ranges let one say so. */
function moveText(history: ProfileView["history"]["points"]): string {
  const last = history.findLast(point => point.score !== null);
  const first = history.find(point => point.model === last?.model && point.score !== null);
  if (last == null || first == null || last.score === null || first.score === null)
    return "No score was published yet.";
  if (first === last) return `Published once so far with this method, as of ${dayOf(last.as_of)}.`;
  const moved = last.score - first.score;
  const since = `since ${dayOf(first.as_of)}`;
  const isWithin =
    last.low !== null && last.high !== null && first.score >= last.low && first.score <= last.high;
  if (isWithin) return `${signed(moved)} points ${since}: less than the range is wide, so no sure change.`;
  return `${signed(moved)} points ${since}.`;
}
