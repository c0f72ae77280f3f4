import type { Distribution, SearchHit } from "../../app/serving/served-view.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { leaderboardPath } from "../links.ts";
import { HandleField } from "../parts/handle-field.tsx";
import { HitList } from "../parts/hit-list.tsx";
import { Ridge } from "../parts/ridge.tsx";
import { number } from "../words.ts";

export interface HomePageProps {
  readonly frame: Frame;
  readonly examples: readonly SearchHit[];
  /** How the scores of all are spread; null before anything is published. */
  readonly spread: Distribution | null;
  /** Proves that a dropped export comes from this page; null where none is taken. */
  readonly importToken: string | null;
}

/** One field, what this is in three sentences, some examples, and on one's own machine a place to drop an export. */
export function HomePage({ frame, examples, spread, importToken }: HomePageProps) {
  return (
    <Layout
      frame={frame}
      title="Renown: influence that can be checked"
      description="An open score of influence online, from 0 to 100, with its range, what it is made of and the posts behind it."
      isIndexable
      hasOwnField
    >
      <div class="home-head">
        <div class="wrap">
          <h1>
            Influence, <em>shown with its working</em>
          </h1>
          <HandleField id="home" />
          <p class="home-what">
            Renown measures how much other people act on what somebody posts, on any network, as a score from
            0 to 100. The number never comes alone: it has a range that says how sure we are, every point of
            it leads to posts and people, and the method is open. Whoever is measured may answer, dispute or
            leave.
          </p>
        </div>
        {spread !== null && spread.size > 0 && (
          <>
            <Ridge spread={spread} />
            <p class="soft ridge-note">All {number(spread.size)} who are measured here, from 0 to 100</p>
          </>
        )}
      </div>
      <div class="wrap home">
        {examples.length > 0 && (
          <section aria-labelledby="examples-title">
            <h2 id="examples-title">For example</h2>
            <HitList hits={examples} />
            {spread !== null && (
              <p class="soft">
                {number(spread.size)} people and organisations have enough data for a score.{" "}
                <a href={leaderboardPath()}>See the leaderboards</a>
              </p>
            )}
          </section>
        )}
        {spread === null && (
          <section aria-labelledby="empty-title">
            <h2 id="empty-title">Nothing is published yet</h2>
            <p>
              Bring data in with <code>renown import PATH</code> and publish it with <code>renown run</code>,
              or look around in an invented town: <code>renown demo</code>.
            </p>
          </section>
        )}
        <Promises />
        {importToken !== null && <ImportForm token={importToken} />}
      </div>
    </Layout>
  );
}

function Promises() {
  return (
    <section aria-labelledby="promises-title" class="promises">
      <h2 id="promises-title">Rules that the score obeys</h2>
      <ul>
        <li>
          <h3>Others decide</h3>
          <p>
            Posting more never raises a score. Other people acting on it does, and whoever rarely acts counts
            more.
          </p>
        </li>
        <li>
          <h3>Unseen is not zero</h3>
          <p>
            What could not be observed widens the range. Too little evidence gives no score, not a low one.
          </p>
        </li>
        <li>
          <h3>Ties are said</h3>
          <p>Two people whose order is less than 90 % sure are shown as tied, in every list.</p>
        </li>
      </ul>
    </section>
  );
}

function ImportForm({ token }: { readonly token: string }) {
  return (
    <section aria-labelledby="import-title" class="import">
      <h2 id="import-title">Score your own export</h2>
      <p>
        This Renown runs on your machine, and what you drop here stays on it: an archive that X, Facebook,
        Instagram, Mastodon or Bluesky gave you, or a file in the open schema.
      </p>
      <form method="post" action="/import" enctype="multipart/form-data" data-drop>
        <input type="hidden" name="token" value={token} />
        <div class="drop">
          <label for="export">Choose an export, or drop it here</label>
          <input
            id="export"
            name="export"
            type="file"
            required
            accept=".zip,.car,.csv,.ndjson,.parquet,.gz,.zst,.json"
          />
        </div>
        <button type="submit" class="button button-quiet">
          Import and score
        </button>
        <p class="soft" role="status" data-drop-status></p>
      </form>
    </section>
  );
}
