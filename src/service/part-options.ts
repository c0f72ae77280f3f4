import type { RequestLimit } from "../api/rate-limiter.ts";

/** What the composition of the service knows beside what every part needs. */
export interface PartOptions {
  /** Whether X-Forwarded-* headers are a proxy's own. */
  readonly trustsProxy: boolean;
  /** Whether requests are passed on by reading processes, which say where they came from. */
  readonly isBehindReaders?: boolean;
  /** Where requests to the API are counted; absent: in the API. */
  readonly requestLimit?: RequestLimit;
}
