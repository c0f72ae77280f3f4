import type { ScoreAnswer } from "../../app/score-answer.ts";
import { unpublishedProfile } from "../../app/serving/profile-view.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { Coverage } from "../profile/coverage.tsx";
import { Hero } from "../profile/hero.tsx";
import { MadeOf } from "../profile/made-of.tsx";
import { Networks } from "../profile/networks.tsx";
import { Qualities } from "../profile/qualities.tsx";
import { Standing } from "../profile/standing.tsx";
import { Topics } from "../profile/topics.tsx";
import { Vocabularies } from "../profile/vocabularies.tsx";
import { plain } from "../words.ts";

/** A score that was computed on demand: as a profile, without what only a published run knows. */
export function FetchedPage({ frame, answer }: { readonly frame: Frame; readonly answer: ScoreAnswer }) {
  const profile = unpublishedProfile(answer);
  return (
    <Layout frame={frame} title={`${plain(answer.handle)} on Renown`}>
      <div class="wrap profile">
        <Hero profile={profile} statement={null} />
        <Standing profile={profile} />
        <MadeOf profile={profile} />
        <Topics topics={answer.topics} handle={answer.handle} />
        <Qualities profile={profile} />
        <Vocabularies profile={profile} />
        <Networks profile={profile} />
        <Coverage profile={profile} />
      </div>
    </Layout>
  );
}
