import type { ClaimDesk } from "../app/claims/claim-desk.ts";
import type { FetchJobs } from "../app/serving/fetch-jobs.ts";
import type { ServiceDeps } from "../app/serving/service-deps.ts";
import type { ImportSummary } from "../app/summaries.ts";

/** What the pages need of the service. */
export interface WebDeps extends Pick<ServiceDeps, "snapshots" | "claims"> {
  /** Null: handles that are not in the snapshot are never fetched. */
  readonly jobs: FetchJobs | null;
  /** Where owners prove that they are; null: profiles are not claimed over HTTP. */
  readonly claimDesk: ClaimDesk | null;
  /** Takes an export that was dropped on the home page; null wherever others than this machine's own people ask. */
  readonly importExport: ((path: string) => Promise<ImportSummary>) | null;
  /** Told of every error that is no answer to the request. */
  readonly onError: (error: unknown, path: string) => void;
}
