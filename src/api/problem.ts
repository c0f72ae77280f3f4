import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ClaimRefused, type RefusalKind } from "../app/claims/claim-refused.ts";
import { StaleCursor } from "../app/serving/top-cursor.ts";
import { CliError, ConfigProblem, EXIT } from "../domain/errors.ts";

/** Every kind of error answer: its status and title. The name is the fragment of its type on the reference page. */
export const PROBLEM_KINDS = {
  "invalid-request": [400, "The request cannot be understood"],
  "key-needed": [401, "This needs a key"],
  "key-unknown": [401, "The key is not good"],
  "session-needed": [401, "This needs the session of a claimed account"],
  "no-proof": [403, "Control of the account is not proven"],
  "claim-not-valid": [403, "The claim is not good"],
  "not-allowed": [403, "The key may not do this"],
  "unknown-handle": [404, "Nobody is served under this handle"],
  "unknown-dispute": [404, "There is no such dispute"],
  "unknown-job": [404, "There is no such job"],
  "unknown-path": [404, "There is nothing at this address"],
  "method-not-allowed": [405, "This address takes other methods"],
  "stale-cursor": [410, "The list has changed"],
  "too-large": [413, "The body is too large"],
  "too-long": [414, "The address is too long"],
  "too-many-requests": [429, "Too many requests"],
  internal: [500, "Something went wrong here"],
  "nothing-published": [503, "Nothing is published yet"],
  busy: [503, "Too much is asked at once"],
  "queue-full": [503, "Too many handles are being fetched"],
  "fetch-failed": [503, "The account could not be fetched"],
} as const satisfies Readonly<Record<string, readonly [ContentfulStatusCode, string]>>;
export type ProblemKind = keyof typeof PROBLEM_KINDS;

/** A value of a request that cannot be used. */
export interface InvalidValue {
  readonly in: "path" | "query" | "body";
  readonly name: string;
  /** As it came, cut at 100 characters; null when it is missing. */
  readonly value: string | null;
  readonly detail: string;
}

/** An error answer on its way: what is wrong, and what to do next. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly extras: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly invalid?: readonly InvalidValue[];
    } = {},
  ) {
    super(detail);
  }
}

/** The JSON of an error answer (RFC 9457). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly invalid?: readonly InvalidValue[];
}

const REFUSALS: Readonly<Record<RefusalKind, ProblemKind>> = {
  "no-proof": "no-proof",
  "claim-not-valid": "claim-not-valid",
  "no-session": "session-needed",
  "not-usable": "invalid-request",
  busy: "busy",
};

const INTERNAL =
  "The request was understood, the answer failed. Try again; if it stays so, tell the operator.";
const NOTHING_PUBLISHED = "The operator has to bring data in and publish it: `renown run`.";

/** The error answer that `error` is worth; what is not meant for people is told as an internal error and no more. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof StaleCursor) return new ApiProblem("stale-cursor", error.message);
  if (error instanceof ClaimRefused) return new ApiProblem(REFUSALS[error.kind], error.message);
  if (!(error instanceof CliError)) return new ApiProblem("internal", INTERNAL);
  if (error.exitCode === EXIT.unknownHandle) return new ApiProblem("unknown-handle", error.message);
  const seconds = { headers: { "Retry-After": "60" } };
  return error.exitCode === EXIT.failure
    ? new ApiProblem("nothing-published", NOTHING_PUBLISHED, seconds)
    : new ApiProblem("internal", INTERNAL);
}

/** What `work` returns; an unusable value in it is the request's fault.
 *  @throws ApiProblem in place of a ConfigProblem. */
export async function askedFor<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigProblem) throw new ApiProblem("invalid-request", error.message);
    throw error;
  }
}

/** The document of `problem` about the request for `path`. */
export function problemDocument(problem: ApiProblem, path: string): ProblemDocument {
  const [status, title] = PROBLEM_KINDS[problem.kind];
  const { invalid } = problem.extras;
  return {
    type: `/api/docs#problem-${problem.kind}`,
    ...{ title, status, detail: problem.detail, instance: path },
    ...(invalid !== undefined && { invalid }),
  };
}

/** `problem` as the answer of `context`. Angle brackets are escaped: what was sent never comes back as markup. */
export function problemResponse(problem: ApiProblem, context: Context): Response {
  const document = problemDocument(problem, pathOf(context));
  const json = JSON.stringify(document).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e");
  return context.body(json, PROBLEM_KINDS[problem.kind][0], {
    "Content-Type": "application/problem+json",
    "Cache-Control": "no-store",
    ...problem.extras.headers,
  });
}

function pathOf(context: Context): string {
  return new URL(context.req.url).pathname;
}
