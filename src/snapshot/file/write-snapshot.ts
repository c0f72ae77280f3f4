import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import Database from "libsql";
import type { Engine } from "../../engines/contract.ts";
import { syncFile } from "../../platform/atomic-file.ts";
import type { RunStamp } from "../contract.ts";
import type { RunRelations } from "../run-relations.ts";
import { ACCOUNTS, numberAccounts } from "./number-accounts.ts";
import { INDEXES, SNAPSHOT_VERSION, TABLES } from "./schema.ts";
import { writeAccounts, writeIdentities } from "./write-accounts.ts";
import { writeAudiences, writeHistory, writePosts } from "./write-lists.ts";
import { writePeople } from "./write-people.ts";
import { writeStandings } from "./write-standings.ts";
import { writeTopics } from "./write-topics.ts";

/** What a snapshot is made of. */
export interface SnapshotSource {
  /** Marts of the run, and profiles of the lake with all their columns. */
  readonly relations: RunRelations;
  readonly stamp: RunStamp;
  readonly publishedAt: string;
  /** The last file of profiles in the lake. */
  readonly profilesThrough: number;
  /** Histories of the lake, oldest first. */
  readonly historyFiles: readonly string[];
  /** Columns whose places among others are asked for. */
  readonly features: readonly string[];
  readonly qualities: readonly string[];
}

/** The number of accounts written into a new SQLite file at `path`, finished and synced. Needs the embedded engine. */
export async function writeSnapshot(engine: Engine, source: SnapshotSource, path: string): Promise<number> {
  if (existsSync(path)) await rm(path);
  const db = new Database(path);
  try {
    db.pragma("page_size = 8192");
    // A file that is not finished counts for nothing, so nothing has to survive a crash before the last sync.
    db.pragma("journal_mode = OFF");
    db.pragma("synchronous = OFF");
    db.pragma("cache_size = -65536");
    db.exec(TABLES);
    const { relations, stamp } = source;
    const count = await numberAccounts(engine, relations, stamp.asOf);
    db.exec("BEGIN");
    const columns = await writeAccounts(db, engine, relations, count);
    await writeIdentities(db, engine, relations);
    await writePeople(db, engine, relations);
    await writePosts(db, engine, relations);
    await writeAudiences(db, engine, relations);
    await writeHistory(db, engine, source.historyFiles);
    const totals = await writeTopics(db, engine, relations);
    const spreads = await writeStandings(db, engine, relations, source);
    const meta = db.prepare("INSERT INTO meta VALUES (?, ?)");
    const facts = {
      version: SNAPSHOT_VERSION,
      stamp,
      published_at: source.publishedAt,
      profiles_through: source.profilesThrough,
      has_people_around: relations.has("account_moments"),
      has_sampled_posts: relations.has("sampled_posts"),
      has_audiences: relations.has("audience_quality"),
      has_qualities: relations.has("account_qualities") && relations.has("quality_posts"),
      topic_totals: totals,
      columns,
      spreads,
    };
    for (const [name, value] of Object.entries(facts)) meta.run([name, JSON.stringify(value)]);
    db.exec("COMMIT");
    db.exec(INDEXES);
    db.exec("ANALYZE");
    for (const table of [ACCOUNTS, "snapshot_edges"]) await engine.run(`DROP TABLE ${table}`);
    return count;
  } finally {
    db.close();
    await syncFile(path);
  }
}
