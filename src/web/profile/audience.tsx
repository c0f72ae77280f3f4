import type { ScoredProfile } from "../../app/serving/profile-view.ts";
import { Section } from "../parts/section.tsx";
import { number, percent } from "../words.ts";

type Side = NonNullable<ScoredProfile["answer"]["authenticity"]>["engagers"];

/** How genuine the people around the account look: shares with their ranges, nobody by name. */
export function Audience({ profile: { answer } }: { readonly profile: ScoredProfile }) {
  const { authenticity } = answer;
  if (authenticity === null) return null;
  return (
    <Section
      id="audience"
      title="Audience"
      lead="How genuine the people around it look, estimated from public numbers. Nobody is named, and being new or quiet is no suspicion."
    >
      <div class="cards">
        <SideCard title="Who acted on it" side={authenticity.engagers} />
        {authenticity.followers.people_count > 0 && (
          <SideCard title="Who follows it, as far as seen" side={authenticity.followers} />
        )}
      </div>
    </Section>
  );
}

function SideCard({ title, side }: { readonly title: string; readonly side: Side }) {
  const { genuine, classes, people_count } = side;
  return (
    <article class="card">
      <h3>{title}</h3>
      {genuine === null ? (
        <>
          <p class="figure figure-none">not known</p>
          <p class="soft">{side.reason}</p>
        </>
      ) : (
        <>
          <p class="figure figure-small">
            <span class="figure-score">{percent(genuine.share)}</span>{" "}
            <span class="figure-range">
              {percent(genuine.low)} to {percent(genuine.high)}
            </span>
          </p>
          <p>look genuine, of those of whom something is known.</p>
        </>
      )}
      <dl class="parts">
        <div>
          <dt>People seen</dt>
          <dd>{number(people_count)}</dd>
        </div>
        {classes.map(({ label, share, low, high }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              {percent(share)} ({percent(low)} to {percent(high)})
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
