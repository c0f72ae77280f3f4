import type { Context } from "hono";
import type { ServiceDeps } from "../app/serving/service-deps.ts";
import type { ImportSummary } from "../app/summaries.ts";

/** What the pages need of the service. */
export interface WebDeps extends Pick<ServiceDeps, "snapshots" | "claims" | "claimDesk" | "jobs"> {
  /** Takes an export that was dropped on the home page; null wherever others than this machine's own people ask. */
  readonly importExport: ((path: string) => Promise<ImportSummary>) | null;
  /** Scheme and host under which readers reach the site. */
  readonly originOf: (context: Context) => string;
  /** Told of every error that is no answer to the request. */
  readonly onError: (error: unknown) => void;
}
