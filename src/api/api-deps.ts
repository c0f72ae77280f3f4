import type { Context } from "hono";
import type { ApiKey } from "../app/api-keys.ts";
import type { ForgetSummary } from "../app/forget-handle.ts";
import type { ServiceDeps } from "../app/serving/service-deps.ts";
import type { HandleQuery } from "../domain/handle-query.ts";
import type { RequestLimit } from "./rate-limiter.ts";

/** What the API is given to answer from. Under the publish mode `open` it is served on loopback: whoever asks without
 *  a key is not limited, and only pages of loopback may read its answers. */
export interface ApiDeps extends Omit<ServiceDeps, "claims"> {
  /** The address that asks; all requests of one share a limit. */
  readonly addressOf: (context: Context) => string;
  /** Whether a request proves control of an account; absent: only operator keys may forget. */
  readonly hasProof?: (request: Request, query: HandleQuery) => Promise<boolean>;
  /** Erases an account; absent: from the lake, everywhere. */
  readonly forget?: (query: HandleQuery) => Promise<ForgetSummary>;
  /** Where requests are counted; absent: in this process. */
  readonly requestLimit?: RequestLimit;
  /** Answers a request for a handle that the snapshot does not hold; absent: `jobs` do. */
  readonly answerElsewhere?: (context: Context) => Promise<Response>;
  /** Requests a minute for each address without a key, and for each key that has no limit of its own. */
  readonly requestsPerMinute?: { readonly withoutKey: number; readonly withKey: number };
}

declare module "hono" {
  interface ContextVariableMap {
    /** The key that a request to the API was made with; null without one. */
    callerKey: ApiKey | null;
  }
}
