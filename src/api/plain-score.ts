import type { IncomingHttpHeaders } from "node:http";
import { scoreText } from "../app/score-text.ts";
import type { ServedSnapshots } from "../app/serving/served-view.ts";
import { parseHandle } from "../domain/handle.ts";
import { entityTag } from "./entity-tag.ts";

const PATH = "/api/v1/score/";
/** Handles in letters that mean themselves in an address, with ":" and "@" as they are or encoded. */
const HANDLE = /^(?:[\w~:@-]|%3A|%40)(?:[\w.~:@-]|%3A|%40){0,199}$/i;

/** Whatever else a request says may change its answer. */
const MEANS_MORE = [
  ...["authorization", "x-api-key", "origin", "if-none-match"],
  ...["content-length", "transfer-encoding", "upgrade"],
] as const;

/** The route that answers such a request when it is asked the whole way. */
export const PLAIN_SCORE_ROUTE = "/api/v1/score/:handle";

/** What the route answers to a plain request beside its tag, in this order. */
export const PLAIN_SCORE_HEADERS = {
  "cache-control": "no-cache",
  "content-type": "application/json",
} as const;
export const PLAIN_SCORE_VARY = "Accept-Encoding, Origin, Accept";

/** A score as JSON. */
export interface PlainScore {
  readonly tag: string;
  readonly body: string;
}

/** Whether a request asks for the JSON of one score and nothing else: no key, no form, no packing, no earlier tag. */
export function isPlainScore(
  method: string | undefined,
  url: string | undefined,
  headers: IncomingHttpHeaders,
): boolean {
  if (method !== "GET" || url === undefined || !url.startsWith(PATH)) return false;
  const { accept, "accept-encoding": encoding } = headers;
  if (accept !== undefined && accept !== "*/*" && accept !== "application/json") return false;
  if (encoding !== undefined && encoding !== "identity") return false;
  for (const name of MEANS_MORE) if (headers[name] !== undefined) return false;
  return HANDLE.test(url.slice(PATH.length));
}

/** What GET /score answers at `address`, which `isPlainScore` took; null when it is no score: the whole way says why. */
export async function plainScore(snapshots: ServedSnapshots, address: string): Promise<PlainScore | null> {
  try {
    const query = parseHandle(decodeURIComponent(address.slice(PATH.length)));
    return await snapshots.withView(async view => ({
      tag: entityTag(`${view.version} ${view.publishedAt}`, address, "json"),
      body: await scoreText(await view.locate(query), view.model),
    }));
  } catch {
    return null;
  }
}
