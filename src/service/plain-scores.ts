import type { IncomingMessage, ServerResponse } from "node:http";
import {
  isPlainScore,
  PLAIN_SCORE_HEADERS,
  PLAIN_SCORE_ROUTE,
  PLAIN_SCORE_VARY,
  plainScore,
} from "../api/plain-score.ts";
import type { ServedSnapshots } from "../app/serving/served-view.ts";
import type { ServiceLog } from "../app/serving/service-deps.ts";
import { InBatches } from "./in-batches.ts";
import { isLoopbackName } from "./loopback.ts";
import { noteAnswered } from "./note-answered.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import type { ServiceMetrics } from "./service-metrics.ts";

/** Requests that are answered without the frame that all others go through. */
export interface StraightAnswers {
  readonly takes: (incoming: IncomingMessage) => boolean;
  /** False when nothing was answered: the whole way has to. */
  readonly answer: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<boolean>;
}

/** Plain reads of scores on loopback, where whoever has no key is not counted: what the frame would answer, header by
 *  header, at half its cost. It is counted and logged like any other. */
export function plainScores(parts: {
  readonly snapshots: ServedSnapshots;
  readonly metrics: ServiceMetrics;
  readonly log: ServiceLog;
}): StraightAnswers {
  const scores = new InBatches((url: string) => plainScore(parts.snapshots, url), MOST_AT_ONCE);
  return {
    takes: ({ method, url, headers }) => isLoopbackName(headers.host) && isPlainScore(method, url, headers),
    async answer({ url }, outgoing) {
      const start = performance.now();
      const found = await scores.do(url!);
      if (found === null) return false;
      const { tag, body } = found;
      const length = Buffer.byteLength(body);
      outgoing.writeHead(200, [...BEFORE, "etag", tag, ...VARY, "Content-Length", String(length)]);
      // Where every letter is one byte, which is nearly always, there is nothing to encode.
      outgoing.end(body, length === body.length ? "latin1" : "utf8");
      noteAnswered(parts, { method: "GET", route: PLAIN_SCORE_ROUTE, status: 200 }, start);
      return true;
    },
  };
}

/** Answers that are made before they are sent. */
const MOST_AT_ONCE = 16;
const BEFORE = Object.entries({ ...SECURITY_HEADERS, ...PLAIN_SCORE_HEADERS }).flat();
const VARY = ["vary", PLAIN_SCORE_VARY];
