import { Hono } from "hono";
import type { FetchJob } from "../../app/serving/fetch-jobs.ts";
import { CliError } from "../../domain/errors.ts";
import { parseHandle } from "../../domain/handle.ts";
import { type Frame, frameOf } from "../frame.ts";
import { profilePath } from "../links.ts";
import { ProblemPage } from "../pages/error-page.tsx";
import { FetchedPage } from "../pages/fetched-page.tsx";
import { MessagePage } from "../pages/message-page.tsx";
import { WaitingPage } from "../pages/waiting-page.tsx";
import { isSameOrigin } from "../upload/own-machine.ts";
import type { WebDeps } from "../web-deps.ts";

/** A handle that no snapshot holds is fetched by a job; its page waits and then shows what came. */
export function fetchRoutes({ jobs, snapshots, onError }: WebDeps): Hono {
  const routes = new Hono();
  if (jobs === null) return routes;
  routes.post("/fetch", async context => {
    const { handle } = await context.req.parseBody();
    if (typeof handle !== "string" || !isSameOrigin(context.req.raw)) return context.redirect("/", 303);
    const query = parseHandle(handle);
    return snapshots.withView(async view => {
      if (!jobs.mayFetch(query)) return context.redirect(profilePath(handle), 303);
      const job = jobs.submit(query, view.version);
      if (job !== null) return context.redirect(`/fetch/${job.id}`, 303);
      const frame = frameOf(context, view);
      return context.html(<ProblemPage frame={frame} title="Many are waiting" message={FULL} />, 503);
    });
  });
  routes.get("/fetch/:id{[\\w-]{1,64}}", context =>
    snapshots.withView(async view => {
      const job = jobs.get(context.req.param("id"), view.version);
      if (job?.state === "failed" && !(job.error instanceof CliError)) onError(job.error);
      const status = job === null ? 404 : job.state === "queued" || job.state === "running" ? 202 : 200;
      return context.html(pageOf(job, frameOf(context, view)), status);
    }),
  );
  return routes;
}

const FULL = "More handles are being fetched than can wait. Try again in a few minutes.";

function pageOf(job: FetchJob | null, frame: Frame) {
  if (job === null)
    return (
      <MessagePage frame={frame} title="That is over">
        <p class="lead">It was fetched a while ago, or a newer snapshot came. Ask for the handle again.</p>
      </MessagePage>
    );
  if (job.state === "failed")
    return <ProblemPage frame={frame} title="That could not be fetched" message={failureOf(job.error)} />;
  if (job.answer !== null) return <FetchedPage frame={frame} answer={job.answer} />;
  return <WaitingPage frame={frame} job={job} />;
}

function failureOf(error: unknown): string {
  return error instanceof CliError
    ? error.message
    : "Something went wrong on our side. Try again in a moment.";
}
