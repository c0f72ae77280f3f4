import { rm } from "node:fs/promises";
import { join } from "node:path";
import { CliError, EXIT } from "../../domain/errors.ts";
import { PAID_FEATURE_NAMES } from "../../features/registry.ts";
import type { PublishedRun, PublishedSnapshot } from "../../lake/contract.ts";
import { profilesThrough, publishSnapshot, snapshotsOf } from "../../lake/snapshots.ts";
import { QUALITIES } from "../../qualities/registry.ts";
import { isReadableSnapshot } from "../../snapshot/file/open-snapshot.ts";
import { writeSnapshot } from "../../snapshot/file/write-snapshot.ts";
import { publishedRelations } from "../../snapshot/run-relations.ts";
import { publishedStamp } from "../daily/published-stamp.ts";
import { type LakeSession, withLake } from "../lake-session.ts";

/** Tries when accounts are forgotten while a snapshot is built. */
const MAX_TRIES = 5;

export interface SnapshotSummary {
  readonly runId: string;
  readonly path: string;
  readonly publishedAt: string;
  /** False when the newest run had its snapshot already. */
  readonly isNew: boolean;
}

/** The snapshot of the newest run of the lake in `dataDir`, built when it has none yet.
 *  @throws CliError when no run is published. */
export function publishNewestSnapshot(
  dataDir: string,
  now: () => Date = () => new Date(),
): Promise<SnapshotSummary> {
  return withLake(dataDir, async session => {
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      const run = session.lake.newestRun();
      if (run === null)
        throw new CliError("Nothing is published yet. Score the lake first: `renown run`.", EXIT.failure);
      const known = snapshotsOf(session.lake).find(
        ({ runId, path }) => runId === run.runId && isReadableSnapshot(path),
      );
      const published = known ?? (await buildSnapshot(session, run, now().toISOString()));
      if (published !== null)
        return {
          runId: run.runId,
          path: published.path,
          publishedAt: published.publishedAt,
          isNew: known === undefined,
        };
    }
    throw new CliError(
      "Accounts were forgotten again and again while the snapshot was built; try again.",
      EXIT.failure,
    );
  });
}

/** The snapshot of `run`; null when somebody was forgotten meanwhile, or the run is kept no longer. */
async function buildSnapshot(
  { lake, engine }: LakeSession,
  run: PublishedRun,
  publishedAt: string,
): Promise<PublishedSnapshot | null> {
  const through = profilesThrough(lake);
  const lease = lake.lease();
  const path = join(lake.temporaryDir("snapshot"), "snapshot.db");
  try {
    const relations = { ...publishedRelations(lake, run), profiles: `(${lease.source("accounts")})` };
    await writeSnapshot(
      engine,
      {
        relations,
        stamp: publishedStamp(run),
        publishedAt,
        profilesThrough: through,
        historyFiles: lake.historyFiles(),
        features: PAID_FEATURE_NAMES,
        qualities: QUALITIES.map(({ name }) => name),
      },
      path,
    );
    const { forgetGeneration } = lease;
    return await publishSnapshot(lake, { runId: run.runId, forgetGeneration, publishedAt }, path);
  } finally {
    lease.release();
    await rm(path, { force: true });
  }
}
