import type { ScoredProfile } from "../../app/serving/profile-view.ts";
import { waterfall } from "../charts/waterfall.ts";
import { ChartFigure } from "../parts/chart-figure.tsx";
import { Section } from "../parts/section.tsx";
import { sentence, signed } from "../words.ts";

const LARGEST_SHOWN = 6;

/** Every contribution from the reference account to the score, the largest in words too. */
export function MadeOf({ profile }: { readonly profile: ScoredProfile }) {
  const { answer, baseline_score, contributions, shown } = profile;
  const { score, interval } = answer;
  if (score === null || interval === null) return null;
  const chart = waterfall({ baseline_score, score, ...interval, parts: contributions });
  const observed = shown.filter(({ value }) => value !== null);
  return (
    <Section
      id="made-of"
      title="What it is made of"
      lead={`The reference account, in the middle of everybody with enough data, scores ${baseline_score.toFixed(1)}. Each line says what other people's actions add to that or take from it; they sum to the score exactly.`}
    >
      <div class="beside">
        <div class="reasons-side">
          <ul class="reasons">
            {contributions.slice(0, LARGEST_SHOWN).map(part => (
              <li>
                <span class={part.points < 0 ? "points points-down" : "points points-up"}>
                  {signed(part.points)}
                </span>
                <span>{sentence(part.sentence)}</span>
              </li>
            ))}
          </ul>
          {observed.length > 0 && (
            <details class="behind">
              <summary>Shown beside the score, never part of it</summary>
              <ul class="plain-list">
                {observed.map(feature => (
                  <li>{sentence(feature.sentence)}</li>
                ))}
              </ul>
            </details>
          )}
        </div>

        <ChartFigure chart={chart} label="How the score is made">
          {contributions.some(part => part.is_imputed) &&
            "* was not observed: what the rest of the evidence leads one to expect stands in, and widens the range."}
        </ChartFigure>
      </div>
    </Section>
  );
}
