import type { Context } from "hono";
import { briefAnswer } from "../app/brief-answer.ts";
import type { FetchJob } from "../app/serving/fetch-jobs.ts";
import type { ServedView } from "../app/serving/served-view.ts";
import { CliError, EXIT } from "../domain/errors.ts";
import type { NetworkName } from "../domain/network.ts";
import { answerFormat } from "./answer-format.ts";
import type { ApiDeps } from "./api-deps.ts";
import { scoresCsv } from "./csv/score-csv.ts";
import { fetchProblem, jobDocument, jobPath } from "./job-document.ts";
import { ApiProblem } from "./problem.ts";
import { readHandle } from "./read-input.ts";

/** Seconds after which to look at a job again. */
const LOOK_AGAIN = "1";

/** The answer for a handle that the snapshot does not hold: 202 while a job fetches it, then its score, marked as
 *  computed on demand. Only where everybody may be named: a public service answers for nobody beyond its snapshot.
 *  @throws `error` when fetching cannot help, ApiProblem when it failed or too many wait. */
export async function answerByJob(
  error: unknown,
  asked: { readonly handle: string; readonly query: { readonly network?: NetworkName | undefined } },
  view: ServedView,
  context: Context,
  deps: Pick<ApiDeps, "jobs" | "answerElsewhere">,
): Promise<Response> {
  const { jobs, answerElsewhere } = deps;
  const isUnknown = error instanceof CliError && error.exitCode === EXIT.unknownHandle;
  if (!isUnknown || view.publish !== "open") throw error;
  if (answerElsewhere !== undefined) return answerElsewhere(context);
  if (jobs === null) throw error;
  const query = await readHandle(asked.handle, asked.query.network);
  const known = jobs.find(query, view.version);
  if (known === null && !jobs.mayFetch(query)) throw error;
  const job = known ?? jobs.submit(query, view.version);
  if (job === null)
    throw new ApiProblem("queue-full", "Ask again in a minute: every place in the queue is taken.", {
      headers: { "Retry-After": "60" },
    });
  if (job.state === "failed") throw fetchProblem(job);
  if (job.answer !== null) return finished(job.answer, context);
  return context.body(JSON.stringify(jobDocument(job)), 202, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    Location: jobPath(job.id),
    "Retry-After": LOOK_AGAIN,
  });
}

function finished(answer: NonNullable<FetchJob["answer"]>, context: Context): Response {
  const asked = context.req.query("format") === "csv" ? "csv" : undefined;
  const isCsv = answerFormat(asked, context.req.header("Accept")) === "csv";
  return context.body(isCsv ? scoresCsv([answer]) : JSON.stringify(briefAnswer(answer)), 200, {
    "Content-Type": isCsv ? "text/csv; charset=utf-8" : "application/json",
    "Cache-Control": "no-store",
  });
}
