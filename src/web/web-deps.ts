import type { ServedSnapshots } from "../app/serving/served-view.ts";
import type { ImportSummary } from "../app/summaries.ts";

/** What the pages need of the service. */
export interface WebDeps {
  readonly snapshots: ServedSnapshots;
  /** Takes an export that was dropped on the home page; null wherever others than this machine's own people ask. */
  readonly importExport: ((path: string) => Promise<ImportSummary>) | null;
  /** Begins to fetch a handle and returns the path of its progress page; null where nothing is fetched. */
  readonly fetchHandle: ((handle: string) => Promise<string>) | null;
  /** What the owner of a claimed profile says; null: nothing. */
  readonly statementOf: (network: string, accountId: string) => Promise<string | null>;
  /** Tells the log of a request that failed. */
  readonly onFailure: (error: unknown) => void;
}
