import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import { z } from "zod";
import type { FetchJob } from "../../app/serving/fetch-jobs.ts";
import { findJob } from "../find-job.ts";
import { jobDocument } from "../job-document.ts";
import { problemResponses } from "../problem-responses.ts";
import { readQuery } from "../read-input.ts";
import type { ApiRoute } from "../route.ts";

/** Proxies close a connection that stays silent for longer. */
const SILENCE_MS = 15_000;

/** GET /jobs/{id}/events: the job's progress as it happens. */
export const jobEventsRoute: ApiRoute = {
  config: {
    method: "get",
    path: "/api/v1/jobs/{id}/events",
    operationId: "jobEvents",
    summary: "The progress of a job as server-sent events",
    description:
      "`progress` whenever the job moves, then one `done` or `failed`, and the stream ends. The data of every event is " +
      "the job as /jobs/{id} gives it.",
    tags: ["jobs"],
    request: { params: z.object({ id: z.string() }), query: z.object({}) },
    responses: {
      200: {
        description: "Events until the job is finished.",
        content: { "text/event-stream": { schema: z.string() } },
      },
      ...problemResponses([
        "invalid-request",
        "key-unknown",
        "unknown-job",
        "too-many-requests",
        "nothing-published",
      ]),
    },
  },
  async handle(context, deps) {
    readQuery(context, z.object({}));
    const { job, again, jobs } = await findJob(context, deps);
    context.header("Cache-Control", "no-store");
    context.header("X-Accel-Buffering", "no");
    return streamSSE(context, async stream => {
      let wake = () => {};
      const stopWatching = jobs.watch(job.id, () => wake());
      stream.onAbort(() => wake());
      let latest: FetchJob | null = job;
      try {
        while (latest !== null && !stream.aborted) {
          const moved = new Promise<void>(resolve => {
            wake = resolve;
          });
          await send(stream, latest);
          if (isFinished(latest)) return;
          await waitFor(moved, stream);
          latest = await again();
        }
      } finally {
        stopWatching();
      }
    });
  },
};

function send(stream: SSEStreamingApi, job: FetchJob): Promise<void> {
  const event = isFinished(job) ? job.state : "progress";
  return stream.writeSSE({ event, data: JSON.stringify(jobDocument(job)) });
}

function isFinished({ state }: FetchJob): boolean {
  return state === "done" || state === "failed";
}

/** Resolves when the job moved; a comment goes out whenever it stays silent for long. */
async function waitFor(moved: Promise<void>, stream: SSEStreamingApi): Promise<void> {
  const beat = setInterval(() => void stream.write(": still there\n\n"), SILENCE_MS);
  try {
    await moved;
  } finally {
    clearInterval(beat);
  }
}
