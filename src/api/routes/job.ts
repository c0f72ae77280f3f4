import { z } from "zod";
import { findJob } from "../find-job.ts";
import { jobDocument } from "../job-document.ts";
import { problemResponses } from "../problem-responses.ts";
import { readQuery } from "../read-input.ts";
import type { ApiRoute } from "../route.ts";
import { jobSchema } from "../schemas/jobs.ts";

/** GET /jobs/{id}: how far the fetching of a handle is. */
export const jobRoute: ApiRoute = {
  config: {
    method: "get",
    path: "/api/v1/jobs/{id}",
    operationId: "job",
    summary: "How far the fetching of a handle is",
    description:
      "Kept for ten minutes after it is finished, but no longer than the snapshot it was asked under.",
    tags: ["jobs"],
    request: { params: z.object({ id: z.string() }), query: z.object({}) },
    responses: {
      200: { description: "The job.", content: { "application/json": { schema: jobSchema } } },
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
    const { job } = await findJob(context, deps);
    return context.body(JSON.stringify(jobDocument(job)), 200, {
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
    });
  },
};
