import type { ScoredProfile } from "../../app/serving/profile-view.ts";
import { Section } from "../parts/section.tsx";
import { dayOf, percent, sentence } from "../words.ts";

/** What could and could not be seen, and what the number may be used for. */
export function Coverage({ profile: { answer } }: { readonly profile: ScoredProfile }) {
  return (
    <Section id="coverage" title="What could be seen">
      <p class="lead">
        {percent(answer.coverage)} of the evidence could be observed, as of {dayOf(answer.as_of)}. What was
        not observed counts as what the rest leads one to expect, never as nothing, and widens the range.
      </p>
      <ul class="plain-list">
        {answer.notes.map(note => (
          <li>{sentence(note)}</li>
        ))}
      </ul>
      <p>
        Is this you? <a href={`/claim?handle=${encodeURIComponent(answer.handle)}`}>Claim the profile</a> to
        add a statement above the number, dispute a part of it, hide it or have it forgotten.
      </p>
    </Section>
  );
}
