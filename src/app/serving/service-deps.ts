import type { ApiKey } from "../api-keys.ts";
import type { ClaimDesk } from "../claims/claim-desk.ts";
import type { Claims } from "./claims.ts";
import type { FetchJobs } from "./fetch-jobs.ts";
import type { PublishMode, ServedSnapshots } from "./served-view.ts";

/** Where the service writes what happened: structured, never with a handle in it. */
export interface ServiceLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What every part of the service is made with. */
export interface ServiceDeps {
  readonly snapshots: ServedSnapshots;
  readonly claims: Claims;
  /** Where owners prove that an account is theirs, and say what they want. */
  readonly claimDesk: ClaimDesk;
  /** The good API key that a text is; null when it is none. */
  readonly verifyKey: (text: string) => ApiKey | null;
  /** Fetches handles that no snapshot holds; null where only those in the snapshot may be named. */
  readonly jobs: FetchJobs | null;
  /** Folder of the lake. */
  readonly dataDir: string;
  readonly publish: PublishMode;
  readonly now: () => Date;
  readonly log: ServiceLog;
}
