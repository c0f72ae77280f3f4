import { CliError } from "../../domain/errors.ts";

const MASHERY_CODES = {
  401: "ERR_401_NOT_AUTHORIZED",
  403: "ERR_403_NOT_AUTHORIZED",
  404: "ERR_404_NO_SUCH_RESOURCE",
  405: "ERR_405_METHOD_NOT_ALLOWED",
  500: "ERR_500_INTERNAL",
  503: "ERR_503_SERVICE_UNAVAILABLE",
} as const;

export type KloutStatus = keyof typeof MASHERY_CODES | 202;

/** A call that ends in another status than 200. */
export class KloutProblem extends Error {
  override readonly name = "KloutProblem";
  constructor(
    readonly status: KloutStatus,
    /** Plain English; nothing of the request is repeated in it. */
    readonly description: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(description);
  }
}

/** The headers of `problem`; every failure carries the gateway's code as of old. */
export function problemHeaders({ status, headers }: KloutProblem): Record<string, string> {
  if (status === 202) return { "Retry-After": "10", ...headers };
  return { "X-Mashery-Error-Code": MASHERY_CODES[status], ...headers };
}

/** Unknown, and as far as anybody can tell the same for those who are not to be named. */
export const unknownAccount = () => new KloutProblem(404, "The user is not known here.");
export const notEnoughData = () =>
  new KloutProblem(404, "There is not enough data for a score: not enough data is no low score.");
export const unknownPath = () => new KloutProblem(404, "There is no such resource.");
export const queued = () =>
  new KloutProblem(202, "The user was queued to be fetched and scored; ask again in a while.");

/** What `error` is to a caller; only a KloutProblem keeps its words, since others may repeat what was asked. */
export function toKloutProblem(error: unknown): KloutProblem {
  if (error instanceof KloutProblem) return error;
  if (error instanceof CliError)
    return new KloutProblem(503, "Nothing can be served just now; ask again later.", { "Retry-After": "60" });
  return new KloutProblem(500, "The answer could not be made: an internal error.");
}
