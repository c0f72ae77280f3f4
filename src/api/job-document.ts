import type { z } from "zod";
import { briefAnswer } from "../app/brief-answer.ts";
import type { FetchJob } from "../app/serving/fetch-jobs.ts";
import { CliError, EXIT } from "../domain/errors.ts";
import { ApiProblem, problemDocument } from "./problem.ts";
import type { Frozen } from "./route.ts";
import type { jobSchema } from "./schemas/jobs.ts";

/** The address of the job `id`. */
export function jobPath(id: string): string {
  return `/api/v1/jobs/${id}`;
}

/** The JSON of a job. */
export function jobDocument(job: FetchJob): Frozen<z.output<typeof jobSchema>> {
  const { id, handle, state, place, answer } = job;
  const self = jobPath(id);
  const score = `/api/v1/score/${encodeURIComponent(handle)}`;
  return {
    schema_version: "1.0",
    job_id: id,
    ...{ handle, state, place },
    progress: progressOf(job),
    answer: answer === null ? null : briefAnswer(answer),
    problem: state === "failed" ? problemDocument(fetchProblem(job), score) : null,
    links: { job: self, events: `${self}/events`, score },
  };
}

/** What to answer for a handle whose fetching failed. */
export function fetchProblem({ handle, error }: FetchJob): ApiProblem {
  if (error instanceof CliError && error.exitCode === EXIT.unknownHandle)
    return new ApiProblem("unknown-handle", error.message);
  return new ApiProblem(
    "fetch-failed",
    `Fetching ${handle} did not work. Try again in some minutes, or bring the account's data in: \`renown import FILE\`.`,
    { headers: { "Retry-After": "300" } },
  );
}

function progressOf({ progress }: FetchJob) {
  if (progress === null) return null;
  const { step, done, total, unit } = progress;
  return { step, done, total, unit };
}
