import type { Context } from "hono";
import type { z } from "zod";
import { ApiProblem } from "./problem.ts";

/** The JSON body of a request, checked. Another media type is refused: a page elsewhere could send that unasked.
 *  @throws ApiProblem that names every member which cannot be used. */
export async function readBody<Body extends z.ZodType>(
  context: Context,
  schema: Body,
): Promise<z.output<Body>> {
  const type = context.req.header("Content-Type") ?? "";
  if (!/^application\/json *(;|$)/i.test(type))
    throw new ApiProblem("invalid-request", "Send the body as Content-Type: application/json.");
  let value: unknown;
  try {
    value = await context.req.json();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ApiProblem("invalid-request", "The body is no JSON.");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const invalid = parsed.error.issues.map(({ path, message }) => ({
    in: "body" as const,
    name: path.join(".").slice(0, 100),
    value: null,
    detail: message,
  }));
  throw new ApiProblem("invalid-request", `The body: ${invalid[0]!.name} ${invalid[0]!.detail}`, { invalid });
}
