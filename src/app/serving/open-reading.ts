import { verifyKey } from "../api-keys.ts";
import { ClaimDesk } from "../claims/claim-desk.ts";
import { openLakeAt } from "../lake-session.ts";
import { claimsIn } from "./claims.ts";
import { type SnapshotStatus, serveSnapshots } from "./served-snapshots.ts";
import type { PublishMode } from "./served-view.ts";
import type { ServiceDeps, ServiceLog } from "./service-deps.ts";

/** A lake whose newest snapshot is read and that somebody else keeps up to date. */
export interface Reading {
  /** Without jobs: who serves alone adds them. */
  readonly deps: ServiceDeps;
  readonly status: () => SnapshotStatus;
  close(): Promise<void>;
}

/** What reading the lake in `dataDir` needs. The lake is begun when there is none: pages say then how data comes in. */
export async function openReading(options: {
  readonly dataDir: string;
  readonly publish: PublishMode;
  readonly log: ServiceLog;
  readonly now: () => Date;
  /** Whether this process only reads, and may look at lake.db once for all requests that arrived together. */
  readonly onlyReads?: boolean;
}): Promise<Reading & { readonly lake: Awaited<ReturnType<typeof openLakeAt>> }> {
  const { dataDir, publish, log, now } = options;
  const lake = await openLakeAt(dataDir);
  const onFailure = (error: unknown) =>
    log.error({ error: error instanceof Error ? error.name : "unknown" }, "newer profiles could not be read");
  const snapshots = serveSnapshots(lake, publish, onFailure, options.onlyReads);
  return {
    lake,
    deps: {
      ...{ snapshots, claims: claimsIn(lake), dataDir, publish, now, log, jobs: null },
      claimDesk: new ClaimDesk({ dataDir, lake, now, isOwnMachine: publish === "open" }),
      verifyKey: text => verifyKey(lake, text),
    },
    status: () => snapshots.status(),
    close: async () => {
      await snapshots.close();
      await lake.close();
    },
  };
}
