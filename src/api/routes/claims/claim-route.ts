import type { Context } from "hono";
import { z } from "zod";
import type { ClaimDesk } from "../../../app/claims/claim-desk.ts";
import { sessionTokenOf } from "../../../app/claims/claim-token.ts";
import { askedFor, type ProblemKind } from "../../problem.ts";
import { problemResponses } from "../../problem-responses.ts";
import { readBody } from "../../read-body.ts";
import { readQuery } from "../../read-input.ts";
import type { ApiRoute } from "../../route.ts";

type Owner = ReturnType<ClaimDesk["ownerOf"]>;

/** What a route of claims is asked. */
interface Asked<Body> {
  readonly desk: ClaimDesk;
  readonly body: Body;
  readonly context: Context;
}

interface Definition<Body extends z.ZodType> {
  readonly method: "get" | "post" | "put" | "delete";
  /** Under /api/v1. */
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly body?: Body;
  /** Absent: it answers 204. */
  readonly answer?: z.ZodType;
  readonly status?: 200 | 201;
  readonly problems?: readonly ProblemKind[];
}

/** A route that anybody may ask. */
export function claimRoute<Body extends z.ZodType = z.ZodUndefined>(
  definition: Definition<Body>,
  work: (asked: Asked<z.output<Body>>) => Promise<object | null>,
): ApiRoute {
  return routeOf(definition, "claims", work);
}

/** A route for the owner of a claimed account, who shows the session token. */
export function ownRoute<Body extends z.ZodType = z.ZodUndefined>(
  definition: Definition<Body>,
  work: (asked: Asked<z.output<Body>> & { readonly owner: Owner }) => Promise<object | null>,
): ApiRoute {
  return routeOf<Body>(
    { ...definition, problems: ["session-needed", ...(definition.problems ?? [])] },
    "me",
    asked =>
      work({
        ...asked,
        owner: asked.desk.ownerOf(sessionTokenOf(asked.context.req.header("Authorization"))),
      }),
  );
}

function routeOf<Body extends z.ZodType>(
  definition: Definition<Body>,
  tag: "claims" | "me",
  work: (asked: Asked<z.output<Body>>) => Promise<object | null>,
): ApiRoute {
  const { method, path, name, summary, description, body, answer } = definition;
  const status = definition.status ?? 200;
  const content = answer === undefined ? {} : { content: { "application/json": { schema: answer } } };
  const params = z.object(
    Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, word]) => [word!, z.string()])),
  );
  return {
    config: {
      method,
      path: `/api/v1${path}`,
      operationId: name,
      summary,
      description,
      tags: [tag],
      request: {
        params,
        ...(body !== undefined && {
          body: { required: true, content: { "application/json": { schema: body } } },
        }),
      },
      responses: {
        [answer === undefined ? 204 : status]: { description: summary, ...content },
        ...problemResponses([
          "invalid-request",
          "too-large",
          "too-many-requests",
          "busy",
          ...(definition.problems ?? []),
        ]),
      },
    },
    async handle(context, { claimDesk }) {
      readQuery(context, z.object({}));
      if (tag === "me") claimDesk.ownerOf(sessionTokenOf(context.req.header("Authorization")));
      const values = body === undefined ? undefined : await readBody(context, body);
      const asked = { desk: claimDesk, body: values as z.output<Body>, context };
      const result = await askedFor(() => work(asked));
      const headers = { "Cache-Control": "no-store", "Content-Type": "application/json" };
      if (result === null) return context.body(null, 204, { "Cache-Control": "no-store" });
      // Own words come back as characters, never as markup, whatever reads them.
      const json = JSON.stringify({ schema_version: "1.0", ...result });
      return context.body(json.replaceAll("<", "\\u003c").replaceAll(">", "\\u003e"), status, headers);
    },
  };
}
