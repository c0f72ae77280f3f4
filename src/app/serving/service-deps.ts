import type { Claims } from "./claims.ts";
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
  /** Folder of the lake. */
  readonly dataDir: string;
  readonly publish: PublishMode;
  readonly now: () => Date;
  readonly log: ServiceLog;
}
