import type { Context } from "hono";
import type { FetchJob, FetchJobs } from "../app/serving/fetch-jobs.ts";
import type { ApiDeps } from "./api-deps.ts";
import { ApiProblem } from "./problem.ts";

/** The job that the path names, a look at it later, and the queue it is in. `again` gives null when it is gone.
 *  @throws ApiProblem when there is no such job (any more). */
export async function findJob(
  context: Context,
  { jobs, snapshots }: ApiDeps,
): Promise<{ job: FetchJob; again: () => Promise<FetchJob | null>; jobs: FetchJobs }> {
  const id = context.req.param("id") ?? "";
  const again = async () =>
    jobs === null ? null : snapshots.withView(async view => jobs.get(id, view.version));
  const job = await again();
  if (job === null || jobs === null)
    throw new ApiProblem("unknown-job", "It was finished long ago or never begun. Ask for the score again.");
  return { job, again, jobs };
}
