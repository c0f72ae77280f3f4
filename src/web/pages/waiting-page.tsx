import type { FetchJob } from "../../app/serving/fetch-jobs.ts";
import type { Frame } from "../frame.ts";
import { number, plain, sentence } from "../words.ts";
import { MessagePage } from "./message-page.tsx";

/** How far a job is; with a script the page looks again by itself, without one by a link. */
export function WaitingPage({ frame, job }: { readonly frame: Frame; readonly job: FetchJob }) {
  return (
    <MessagePage frame={frame} title={`Reading ${plain(job.handle)}`}>
      <p class="lead" role="status" data-again="2">
        {stateOf(job)}
      </p>
      <p>
        <a class="button button-quiet" href={frame.path}>
          Look again
        </a>
      </p>
      <p class="soft">
        Only what is public is read, and nothing is published: the score is shown here alone.
      </p>
    </MessagePage>
  );
}

function stateOf({ place, progress }: FetchJob): string {
  if (place !== null)
    return place === 1 ? "It is next in line." : `It waits in line at place ${number(place)}.`;
  if (progress === null) return "It has begun.";
  const { step, done, total, unit } = progress;
  const of = total === null || total === undefined ? "" : ` of ${number(total)}`;
  return sentence(`${step}: ${number(done)}${of} ${unit}`);
}
