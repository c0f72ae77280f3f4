import type { AnswerPercentile } from "../../app/score-answer.ts";
import type { ScoredProfile } from "../../app/serving/profile-view.ts";
import { Section } from "../parts/section.tsx";
import { dayOf, number, percentileText, phrase } from "../words.ts";

const TITLES: Readonly<Record<AnswerPercentile["population"], string>> = {
  reference: "Reference population",
  lake: "All that are measured here",
  similar_audience: "Audiences like its own",
};

const SUBSCORES = [
  ["reach", "Reach", "How many people its words get to, counted as far as they react."],
  ["amplification", "Amplification", "How far each of its posts is passed on and answered."],
  ["network_impact", "Network impact", "How much those who act on it are acted on themselves."],
] as const;

/** Percentiles, each with its population, and the three parts of the score. */
export function Standing({ profile: { answer } }: { readonly profile: ScoredProfile }) {
  if (answer.score === null || answer.subscores === null) return null;
  const { subscores } = answer;
  return (
    <Section id="standing" title="Where it stands">
      <dl class="tiles">
        {answer.percentiles.map(one => (
          <div class="tile">
            <dt>{TITLES[one.population]}</dt>
            <dd>
              {one.percentile === null || isAlone(one) ? (
                <span class="tile-text">nobody to compare with</span>
              ) : (
                <>
                  <Meter value={one.percentile} />
                  <span class="tile-text">
                    above <strong>{percentileText(one.percentile)}</strong>
                  </span>
                </>
              )}
              <span class="tile-note">
                {isAlone(one) ? "the only one of the" : `of ${number(one.size)}`} {phrase(one.description)},{" "}
                {dayOf(one.date)}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <h3>Three views of the score</h3>
      <p class="soft">
        Each from 0 to 100 on its own, from the same evidence and under the same range of doubt.
      </p>
      <dl class="tiles">
        {SUBSCORES.map(([name, title, meaning]) => (
          <div class="tile">
            <dt>{title}</dt>
            <dd>
              <Meter value={subscores[name]} />
              <span class="tile-text">
                <strong>{Math.round(subscores[name])}</strong> of 100
              </span>
              <span class="tile-note">{meaning}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** Whether those of its size are the account itself and nobody else. */
function isAlone({ population, size }: AnswerPercentile): boolean {
  return population === "similar_audience" && size < 2;
}

/** A bar filled to `value` of 100. */
export function Meter({ value }: { readonly value: number }) {
  return (
    <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect class="meter-ground" width="100" height="4" />
      <rect class="meter-fill" width={Math.max(0.5, value).toFixed(1)} height="4" />
    </svg>
  );
}
