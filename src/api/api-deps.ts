import type { Context } from "hono";
import type { ApiKey } from "../app/api-keys.ts";
import type { ClaimDesk } from "../app/claims/claim-desk.ts";
import type { ForgetSummary } from "../app/forget-handle.ts";
import type { FetchJobs } from "../app/serving/fetch-jobs.ts";
import type { ServiceDeps } from "../app/serving/service-deps.ts";
import type { HandleQuery } from "../domain/handle-query.ts";

/** What the API is given to answer from. Under the publish mode `open` it is served on loopback: whoever asks without
 *  a key is not limited, and only pages of loopback may read its answers. */
export interface ApiDeps extends Pick<ServiceDeps, "snapshots" | "publish" | "now" | "log"> {
  /** The good API key that a text is; null when it is none. */
  readonly verifyKey: (text: string) => ApiKey | null;
  /** Null: handles that are not in the snapshot are never fetched. */
  readonly jobs: FetchJobs | null;
  /** Erases an account everywhere. */
  readonly forget: (query: HandleQuery) => Promise<ForgetSummary>;
  /** Whether a request proves control of an account; absent: only operator keys may forget. */
  readonly hasProof?: (request: Request, query: HandleQuery) => Promise<boolean>;
  /** Where owners of accounts prove that they are; absent: nobody can. */
  readonly claimDesk?: ClaimDesk;
  /** The address that asks; all requests of one share a limit. */
  readonly addressOf: (context: Context) => string;
  /** Requests a minute for each address without a key, and for each key that has no limit of its own. */
  readonly requestsPerMinute?: { readonly withoutKey: number; readonly withKey: number };
}

/** What a request carries from the first middleware on. */
export interface ApiEnv {
  Variables: {
    /** The key it was made with; null without one. */
    readonly apiKey: ApiKey | null;
  };
}
