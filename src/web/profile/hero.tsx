import type { ScoredProfile } from "../../app/serving/profile-view.ts";
import { networkTitle } from "../../domain/network-title.ts";
import { ScaleBar } from "../parts/scale-bar.tsx";
import { ScoreFigure } from "../parts/score-figure.tsx";
import { dayOf, percent, plain, scoreText, sentence } from "../words.ts";

/** Who it is, what they say themselves, and then the score with its range and what both mean in words. */
export function Hero({
  profile,
  statement,
}: {
  readonly profile: ScoredProfile;
  readonly statement: string | null;
}) {
  const { answer, display_name } = profile;
  return (
    <section class="hero" aria-labelledby="who">
      <div class="hero-who">
        <h1 id="who">{plain(display_name ?? answer.handle)}</h1>
        <p class="hero-handle">
          <span class="handle">{plain(answer.handle)}</span>{" "}
          <span class="tag">{networkTitle(answer.network)}</span>
        </p>
        {statement !== null && (
          <figure class="statement">
            <figcaption>In their own words</figcaption>
            <blockquote>{plain(statement)}</blockquote>
          </figure>
        )}
      </div>
      {answer.score === null ? <NoScore profile={profile} /> : <Score profile={profile} />}
    </section>
  );
}

function NoScore({ profile: { answer } }: { readonly profile: ScoredProfile }) {
  return (
    <div class="score-card score-card-none">
      <p class="score-none">Not enough data</p>
      <p>{plain(answer.reason ?? "")} That is no low score: it is none.</p>
    </div>
  );
}

function Score({ profile }: { readonly profile: ScoredProfile }) {
  const { answer, baseline_score } = profile;
  const { score, interval } = answer;
  if (score === null || interval === null) return null;
  const text = scoreText(score, interval);
  return (
    <div class="score-card">
      <div class="score-badge">
        <p class="score-label">Renown score</p>
        <ScoreFigure score={score} range={interval} size="large" />
      </div>
      <div class="score-words">
        <ScaleBar score={score} range={interval} marks={[baseline_score]} />
        <p class="scale-ends" aria-hidden="true">
          <span>0</span>
          <span>50</span>
          <span>100</span>
        </p>
        <p class="score-meaning">{meaningOf(profile)}</p>
        <p class="soft">
          We are {percent(interval.level)} sure that the score is between {text.low} and {text.high}.{" "}
          {coverageText(answer.coverage)} As of {dayOf(answer.as_of)}, model {answer.model},{" "}
          {answer.basis === "published" ? "published" : "computed on demand"}.
        </p>
        <p class="use">{sentence(answer.intended_use)}</p>
      </div>
    </div>
  );
}

/** What the score means: where it stands in the reference population, in people out of a hundred or a thousand. */
function meaningOf({ answer }: ScoredProfile): string {
  const percentile = answer.percentiles.find(({ population }) => population === "reference")?.percentile;
  if (percentile === null || percentile === undefined) return "A score on the frozen scale from 0 to 100.";
  if (percentile >= 99.95)
    return "Other people act on it more than on 999 of 1,000 accounts with enough data.";
  if (percentile > 99)
    return `Other people act on it more than on ${Math.floor(10 * percentile)} of 1,000 accounts with enough data.`;
  const whole = Math.round(percentile);
  if (whole === 0) return "Almost every account with enough data is acted on more.";
  return `Other people act on it more than on ${whole} of 100 accounts with enough data.`;
}

function coverageText(coverage: number): string {
  if (coverage > 0.995) return "All of the evidence could be observed.";
  return `${percent(coverage)} of the evidence could be observed; the rest widens the range.`;
}
