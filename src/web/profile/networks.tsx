import type { ScoredProfile } from "../../app/serving/profile-view.ts";
import { networkTitle } from "../../domain/network-title.ts";
import { profilePath } from "../links.ts";
import { ScoreFigure } from "../parts/score-figure.tsx";
import { Section } from "../parts/section.tsx";
import { dayOf, plain, scoreText } from "../words.ts";

type Network = ScoredProfile["answer"]["networks"][number];

/** Every proven account of the person and what it adds; linking never lowers. */
export function Networks({ profile: { answer } }: { readonly profile: ScoredProfile }) {
  const { networks, identity } = answer;
  if (networks.length < 2 || identity === null) return null;
  const sorted = networks.toSorted((a, b) => weightOf(b) - weightOf(a));
  return (
    <Section
      id="networks"
      title="All networks together"
      lead="Accounts that are proven to belong to one person or organisation count together. Linking one more never lowers the score."
    >
      <p class="together">
        <ScoreFigure score={identity.score} range={identity.interval} size="large" />
      </p>
      <ul class="network-list">
        {sorted.map(network => (
          <li>
            <a href={profilePath(network.handle)}>{plain(network.handle)}</a>{" "}
            <span class="tag">{networkTitle(network.network)}</span>{" "}
            <span class="soft">{addedText(network)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function weightOf({ score, added_points }: Network): number {
  return score === null ? -1 : (added_points ?? Number.POSITIVE_INFINITY);
}

function addedText({ score, interval, added_points, linked_at }: Network): string {
  if (score === null || interval === null) return "adds nothing: not enough data of its own";
  const { score: text, low, high } = scoreText(score, interval);
  const alone = `${text} (${low} to ${high}) by itself`;
  if (added_points === null) return `the strongest: ${alone}`;
  const since = linked_at === null ? "" : `, linked since ${dayOf(linked_at)}`;
  return `adds ${added_points.toFixed(1)}${since}; ${alone}`;
}
