import type { RouteConfig } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import type { ServedView } from "../app/serving/served-view.ts";
import { answerFormat } from "./answer-format.ts";
import type { ApiDeps } from "./api-deps.ts";
import { entityTag, matchesTag } from "./entity-tag.ts";
import type { ProblemKind } from "./problem.ts";
import { problemResponses } from "./problem-responses.ts";
import { readQuery } from "./read-input.ts";

/** One route: what the OpenAPI document says of it, and how it answers. */
export interface ApiRoute {
  readonly config: RouteConfig;
  readonly handle: (context: Context, deps: ApiDeps) => Promise<Response>;
}

/** `T` that nobody writes to. */
export type Frozen<T> = T extends (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** What a reading route is asked. */
export interface Asked<Query> {
  /** The handle in the path; empty where the path has none. */
  readonly handle: string;
  readonly query: Query;
}

/** A route that answers from the served snapshot alone. */
export interface Reading<Query extends z.ZodObject, Answer extends z.ZodType> {
  /** Name of the operation in the OpenAPI document and of the CSV file. */
  readonly name: string;
  /** As in OpenAPI: `/score/{handle}`, under /api/v1. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly query: Query;
  readonly answer: Answer;
  readonly problems?: readonly ProblemKind[];
  readonly read: (view: ServedView, asked: Asked<z.output<Query>>) => Promise<Frozen<z.output<Answer>>>;
  /** The JSON text of what `read` gives, where that costs less than the object; only for answers of one page. */
  readonly json?: (view: ServedView, asked: Asked<z.output<Query>>) => Promise<string>;
  /** Absent: the answer has no CSV form. */
  readonly csv?: (answer: Frozen<z.output<Answer>>) => string;
  /** What to answer when `read` threw; it may throw the error again. */
  readonly recover?: (
    error: unknown,
    asked: Asked<z.output<Query>>,
    view: ServedView,
    context: Context,
    deps: ApiDeps,
  ) => Promise<Response>;
  /** Further answers than 200 and problems. */
  readonly otherResponses?: RouteConfig["responses"];
  /** The address of the next page; null when there is none. */
  readonly nextPage?: (answer: Frozen<z.output<Answer>>, url: URL) => string | null;
}

const formatQuery = z.object({
  format: z
    .enum(["json", "csv"], { error: "json or csv." })
    .optional()
    .describe("The form of the answer; without it the Accept header decides, JSON when it does not care."),
});

const handlePath = z.object({
  handle: z
    .string()
    .describe(
      "A Renown handle: alice.bsky.social, @alice@mastodon.social, x:@alice, x:123 (an id), or a profile address, percent-encoded.",
    )
    .meta({ example: "x:@maya_rivers" }),
});

/** The route of a reading: answers with an entity tag that changes with the snapshot, 304 while it has not. */
export function readingRoute<Query extends z.ZodObject, Answer extends z.ZodType>(
  reading: Reading<Query, Answer>,
): ApiRoute {
  const query = reading.csv === undefined ? reading.query : reading.query.extend(formatQuery.shape);
  const handle = async (context: Context, deps: ApiDeps): Promise<Response> => {
    const values = readQuery(context, query) as z.output<Query> & z.output<typeof formatQuery>;
    const format =
      reading.csv === undefined ? "json" : answerFormat(values.format, context.req.header("Accept"));
    const asked = { handle: context.req.param("handle") ?? "", query: values };
    context.header("Vary", "Accept", { append: true });
    return deps.snapshots.withView(async view => {
      const { url } = context.req;
      const tag = entityTag(`${view.version} ${view.publishedAt}`, addressOf(url), format);
      if (matchesTag(context.req.header("If-None-Match"), tag))
        return context.body(null, 304, readingHeaders(tag));
      let answer: Frozen<z.output<Answer>>;
      try {
        if (format === "json" && reading.json !== undefined)
          return context.body(await reading.json(view, asked), 200, jsonHeaders(tag));
        answer = await reading.read(view, asked);
      } catch (error) {
        if (reading.recover === undefined) throw error;
        return reading.recover(error, asked, view, context, deps);
      }
      const next = reading.nextPage?.(answer, new URL(url)) ?? null;
      if (next !== null) context.header("Link", `<${next}>; rel="next"`);
      if (format === "json") return context.body(JSON.stringify(answer), 200, jsonHeaders(tag));
      return context.body(reading.csv!(answer), 200, csvHeaders(tag, reading.name));
    });
  };
  return { config: configOf(reading, query), handle };
}

function configOf<Query extends z.ZodObject, Answer extends z.ZodType>(
  reading: Reading<Query, Answer>,
  query: z.ZodObject,
): RouteConfig {
  const hasHandle = reading.path.includes("{handle}");
  const problems: readonly ProblemKind[] = [
    "invalid-request",
    "key-unknown",
    ...(hasHandle ? (["unknown-handle"] as const) : []),
    ...(reading.problems ?? []),
    "too-many-requests",
    "nothing-published",
  ];
  const content = {
    "application/json": { schema: reading.answer },
    ...(reading.csv !== undefined && { "text/csv": { schema: z.string() } }),
  };
  return {
    method: "get",
    path: `/api/v1${reading.path}`,
    operationId: reading.name,
    summary: reading.summary,
    description: reading.description,
    tags: ["read"],
    request: { ...(hasHandle && { params: handlePath }), query },
    responses: {
      200: { description: reading.summary, content },
      304: { description: "Nothing has changed since the answer named by If-None-Match." },
      ...reading.otherResponses,
      ...problemResponses(problems),
    },
  };
}

/** Path and query of a whole `url`. */
function addressOf(url: string): string {
  return url.slice(url.indexOf("/", "https://".length));
}

/** A copy may be kept but is asked for again each time: an opt-out counts at once. */
function readingHeaders(tag: string): Record<string, string> {
  return { ETag: tag, "Cache-Control": "no-cache" };
}

function jsonHeaders(tag: string): Record<string, string> {
  return { ...readingHeaders(tag), "Content-Type": "application/json" };
}

function csvHeaders(tag: string, name: string): Record<string, string> {
  return {
    ...readingHeaders(tag),
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="renown-${name}.csv"`,
  };
}
