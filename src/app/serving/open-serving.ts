import type { Environment } from "../networks/settings-file.ts";
import { FetchJobs } from "./fetch-jobs.ts";
import { IngestKeeper } from "./keep-ingest.ts";
import { SnapshotKeeper, type SnapshotKeeperOptions } from "./keep-snapshots.ts";
import { lakeSource } from "./lake-source.ts";
import { openReading, type Reading } from "./open-reading.ts";
import type { PublishMode } from "./served-view.ts";
import type { ServiceLog } from "./service-deps.ts";

/** A lake that is being served and kept up to date. */
export type Serving = Pick<Reading, "deps" | "status" | "close">;

/** Everything that serving the lake in `dataDir` needs, kept up to date until it is closed. The lake is begun when
 *  there is none: pages say then how data comes in. */
export async function openServing(options: {
  readonly dataDir: string;
  readonly publish: PublishMode;
  readonly log: ServiceLog;
  readonly now: () => Date;
  readonly schedule: SnapshotKeeperOptions["schedule"];
  /** Arguments of `renown ingest` for each stream to follow meanwhile. */
  readonly followers?: readonly (readonly string[])[];
  /** Settings of networks; RENOWN_OFFLINE=1 asks none. Those of this process when absent. */
  readonly env?: Environment;
}): Promise<Serving> {
  const { dataDir, publish, log, now, schedule, followers = [], env = process.env } = options;
  const { lake, deps, status, close } = await openReading(options);
  const asking = env["RENOWN_OFFLINE"] === "1" ? null : { env, now };
  // Where only some may be named, nobody is fetched: who asks decides nothing.
  const jobs =
    publish === "open"
      ? new FetchJobs({ source: lakeSource(lake, asking), now: () => now().getTime() })
      : null;
  const keeper = new SnapshotKeeper({ dataDir, status, log, schedule, now });
  const ingest = new IngestKeeper({ dataDir, followers, log });
  return {
    deps: { ...deps, jobs },
    status,
    close: async () => {
      jobs?.close();
      await Promise.all([keeper.stop(), ingest.stop()]);
      await close();
    },
  };
}
