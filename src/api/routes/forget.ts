import { z } from "zod";
import { forgetAccount } from "../../app/forget-handle.ts";
import { toSnakeKeys } from "../../lib/snake-keys.ts";
import { ApiProblem } from "../problem.ts";
import { problemResponses } from "../problem-responses.ts";
import { readHandle, readQuery } from "../read-input.ts";
import type { ApiRoute } from "../route.ts";
import { forgottenSchema } from "../schemas/jobs.ts";
import { handleNetwork } from "../schemas/parts.ts";

const query = z.object({ network: handleNetwork });

/** POST /forget/{handle}: erases an account everywhere and keeps it out. */
export const forgetRoute: ApiRoute = {
  config: {
    method: "post",
    path: "/api/v1/forget/{handle}",
    operationId: "forget",
    summary: "Erase an account everywhere, for good",
    description:
      "Lake, snapshots, histories and caches; a salted tombstone keeps it out. Needs an operator key, or proof of " +
      "control of the account. It answers when all is erased.",
    tags: ["write"],
    request: { params: z.object({ handle: z.string() }), query },
    responses: {
      200: { description: "What was erased.", content: { "application/json": { schema: forgottenSchema } } },
      ...problemResponses([
        "invalid-request",
        "key-needed",
        "key-unknown",
        "not-allowed",
        "unknown-handle",
        "too-large",
        "too-many-requests",
      ]),
    },
  },
  async handle(context, deps) {
    const { network } = readQuery(context, query);
    const asked = await readHandle(context.req.param("handle") ?? "", network);
    const apiKey = context.get("callerKey");
    const mayForget =
      apiKey?.is_operator === true || (await deps.hasProof?.(context.req.raw, asked)) === true;
    if (!mayForget && apiKey !== null)
      throw new ApiProblem(
        "not-allowed",
        "Only an operator key may forget: `renown keys create --operator`.",
      );
    if (!mayForget)
      throw new ApiProblem("key-needed", "Send an operator key as `Authorization: Bearer KEY`.", {
        headers: { "WWW-Authenticate": 'Bearer realm="renown"' },
      });
    const forget = deps.forget ?? (one => forgetAccount(one, deps.dataDir));
    const forgotten = toSnakeKeys(await forget(asked)) as object;
    return context.body(JSON.stringify({ schema_version: "1.0", ...forgotten }), 200, {
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
    });
  },
};
