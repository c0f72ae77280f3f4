import type { SearchHit } from "../../app/serving/served-view.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { profilePath } from "../links.ts";
import { HandleField } from "../parts/handle-field.tsx";
import { HitList } from "../parts/hit-list.tsx";
import { plain } from "../words.ts";

export interface FindPageProps {
  readonly frame: Frame;
  readonly asked: string;
  readonly hits: readonly SearchHit[];
  /** Handles that a bare name could mean, one a network. */
  readonly choices: readonly string[];
}

/** What a name could mean: people of the snapshot whose handle or name begins so, and the forms a handle takes. */
export function FindPage({ frame, asked, hits, choices }: FindPageProps) {
  return (
    <Layout frame={frame} title={`${plain(asked)} · Renown`} hasOwnField>
      <div class="wrap narrow page">
        <h1>Who is meant?</h1>
        <HandleField id="find" value={asked} />
        {hits.length > 0 && (
          <section aria-labelledby="hits-title">
            <h2 id="hits-title">Measured here</h2>
            <HitList hits={hits} />
          </section>
        )}
        {hits.length === 0 && <p class="empty">Nobody measured here has a handle or name that begins so.</p>}
        {choices.length > 0 && (
          <section aria-labelledby="choices-title">
            <h2 id="choices-title">On which network?</h2>
            <p>A bare name could be on several networks. Say which:</p>
            <ul class="choices">
              {choices.map(choice => (
                <li>
                  <a href={profilePath(choice)}>{plain(choice)}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Layout>
  );
}
