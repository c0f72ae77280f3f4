import type { SearchHit } from "../../app/serving/served-view.ts";
import type { Frame } from "../frame.ts";
import { Layout } from "../layout.tsx";
import { CodeText } from "../parts/code-text.tsx";
import { HandleField } from "../parts/handle-field.tsx";
import { HitList } from "../parts/hit-list.tsx";
import { plain, sentence } from "../words.ts";

export interface UnknownPageProps {
  readonly frame: Frame;
  readonly handle: string;
  /** How to get what is missing, in words. */
  readonly waysToGet: string;
  readonly near: readonly SearchHit[];
  /** Whether the handle can be fetched from its network now. */
  readonly canFetch: boolean;
}

/** Nobody of that handle is measured here: what to do about it, and who was perhaps meant. */
export function UnknownPage({ frame, handle, waysToGet, near, canFetch }: UnknownPageProps) {
  return (
    <Layout frame={frame} title={`${plain(handle)} is not measured here · Renown`} hasOwnField>
      <div class="wrap narrow page">
        <h1>
          <span class="handle">{plain(handle)}</span> is not measured here
        </h1>
        <p class="lead">
          That says nothing about the person: nothing of them was read, so there is no score.
        </p>
        {canFetch && (
          <form method="post" action="/fetch" class="fetch">
            <input type="hidden" name="handle" value={handle} />
            <button type="submit" class="button">
              Read what is public and score it
            </button>
          </form>
        )}
        <h2>How to get it</h2>
        <p>
          <CodeText text={sentence(waysToGet)} />
        </p>
        {near.length > 0 && (
          <>
            <h2>Or did you mean</h2>
            <HitList hits={near} />
          </>
        )}
        <HandleField id="again" value={handle} />
      </div>
    </Layout>
  );
}
