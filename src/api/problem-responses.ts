import type { RouteConfig } from "@hono/zod-openapi";
import { z } from "zod";
import { PROBLEM_KINDS, type ProblemKind } from "./problem.ts";

const invalidValueSchema = z.object({
  in: z.enum(["path", "query", "body"]),
  name: z.string(),
  value: z.string().nullable().describe("As it came, cut at 100 characters; null when it is missing."),
  detail: z.string(),
});

/** An error answer, RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string().describe("Which kind of problem; a section of the reference page."),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().describe("What is wrong, which value, and what to do next."),
    instance: z.string().describe("Path of the request."),
    invalid: z.array(invalidValueSchema).optional().describe("Every value that cannot be used."),
  })
  .meta({ id: "Problem", description: "An error answer (RFC 9457)." });

/** The responses of the OpenAPI document for `kinds`, which share one when they share a status. */
export function problemResponses(kinds: readonly ProblemKind[]): RouteConfig["responses"] {
  const statuses = [...new Set(kinds.map(kind => PROBLEM_KINDS[kind][0]))].toSorted();
  const titles = (status: number) =>
    kinds.filter(kind => PROBLEM_KINDS[kind][0] === status).map(kind => PROBLEM_KINDS[kind][1]);
  const content = { "application/problem+json": { schema: problemSchema } };
  return Object.fromEntries(
    statuses.map(status => [
      status,
      {
        description: [...new Set(titles(status))].join("; or: "),
        content,
        ...((status === 429 || status === 503) && {
          headers: z.object({ "Retry-After": z.string().describe("Seconds.") }),
        }),
      },
    ]),
  );
}
