import type { ProfileView } from "../../app/serving/profile-view.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { comparePath } from "../links.ts";
import { Audience } from "../profile/audience.tsx";
import { Coverage } from "../profile/coverage.tsx";
import { Hero } from "../profile/hero.tsx";
import { History } from "../profile/history.tsx";
import { MadeOf } from "../profile/made-of.tsx";
import { Moments } from "../profile/moments.tsx";
import { Networks } from "../profile/networks.tsx";
import { People } from "../profile/people.tsx";
import { Qualities } from "../profile/qualities.tsx";
import { Share } from "../profile/share.tsx";
import { Standing } from "../profile/standing.tsx";
import { Topics } from "../profile/topics.tsx";
import { Vocabularies } from "../profile/vocabularies.tsx";
import { plain, scoreText } from "../words.ts";

export interface ProfilePageProps {
  readonly frame: Frame;
  readonly profile: ProfileView;
  /** What the person says of it; stands above the number. */
  readonly statement: string | null;
}

/** Everything about one account: who it is and what they say first, then the number with all that belongs to it. */
export function ProfilePage({ frame, profile, statement }: ProfilePageProps) {
  const { answer, display_name } = profile;
  const name = plain(display_name ?? answer.handle);
  return (
    <Layout
      frame={frame}
      title={`${name} on Renown`}
      description={descriptionOf(profile)}
      previewOf={answer.handle}
      isIndexable={profile.is_indexable === true}
    >
      <div class="wrap profile">
        <Hero profile={profile} statement={statement} />
        <Contents profile={profile} />
        <Standing profile={profile} />
        <MadeOf profile={profile} />
        <History profile={profile} />
        <Moments profile={profile} />
        <Topics topics={answer.topics} handle={answer.handle} />
        <People profile={profile} />
        <Audience profile={profile} />
        <Qualities profile={profile} />
        <Vocabularies profile={profile} />
        <Networks profile={profile} />
        <Coverage profile={profile} />
        <Share handle={answer.handle} origin={frame.origin} />
        <p>
          <a class="button button-quiet" href={comparePath([answer.handle])}>
            Compare with somebody
          </a>
        </p>
      </div>
    </Layout>
  );
}

/** What a link preview says: the score never without its range and use. */
function descriptionOf({ answer }: ProfileView): string {
  if (answer.score === null || answer.interval === null)
    return `${plain(answer.handle)}: not enough data for a score.`;
  const { score, low, high } = scoreText(answer.score, answer.interval);
  return `${plain(answer.handle)}: ${score} (${low} to ${high}) of 100. ${answer.intended_use}`;
}

function Contents({ profile }: { readonly profile: ProfileView }) {
  const { answer, history } = profile;
  const isScored = answer.score !== null;
  const entries: readonly (readonly [string, string, boolean])[] = [
    ["standing", "Standing", isScored],
    ["made-of", "Made of", isScored],
    ["history", "History", history.points.length > 0 || history.reason !== null],
    ["moments", "Moments", true],
    ["topics", "Topics", answer.topics !== null],
    ["people", "People", true],
    ["audience", "Audience", answer.authenticity !== null],
    ["qualities", "Qualities", answer.qualities !== null],
    ["style", "Style", answer.vocabularies !== null],
    ["networks", "Networks", answer.networks.length > 1],
    ["coverage", "What was seen", true],
    ["share", "Share", true],
  ];
  return (
    <nav class="contents" aria-label="On this page">
      {entries
        .filter(([, , isThere]) => isThere)
        .map(([id, title]) => (
          <a href={`#${id}`}>{title}</a>
        ))}
    </nav>
  );
}
