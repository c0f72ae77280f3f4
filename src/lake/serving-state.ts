import { join } from "node:path";
import Database from "libsql";
import { allClaims, type Claim } from "./claims.ts";
import type { PublishedSnapshot } from "./contract.ts";
import type { LakeDb } from "./migrations.ts";
import { lastProfileFileId, snapshots } from "./snapshots.ts";
import { hasTombstones } from "./tombstones.ts";

/** What lake.db says to those who serve. */
export interface ServingState {
  /** Newest first. */
  readonly snapshots: readonly PublishedSnapshot[];
  /** The run that would be served if its snapshot were built; null when none is published. */
  readonly newestRunId: string | null;
  readonly forgetGeneration: number;
  readonly hasForgotten: boolean;
  readonly claimsVersion: number;
  /** Moves on when profiles come in. */
  readonly lastProfileFileId: number;
}

/** Watches lake.db from a connection of its own, since SQLite tells a connection only of what others changed. */
export class ServingStateWatch {
  private readonly db: LakeDb;
  private readonly versionStatement: Database.Statement;
  private seen = { dataVersion: -1, state: null as ServingState | null };
  private isOfThisTurn = false;

  /** With `looksOncePerTurn` what is seen stands until the event loop waits for requests again: those of one turn had
   *  all arrived before the first of them looked. Not for a process that changes lake.db itself. */
  constructor(
    private readonly dir: string,
    private readonly looksOncePerTurn = false,
  ) {
    this.db = new Database(join(dir, "lake.db"));
    this.db.pragma("busy_timeout = 20000");
    this.versionStatement = this.db.prepare("PRAGMA data_version");
    this.versionStatement.raw(true);
  }

  /** The state now, or as of this turn: the same object as before while lake.db is unchanged. */
  read(): ServingState {
    if (this.isOfThisTurn) return this.seen.state!;
    const state = this.look();
    if (this.looksOncePerTurn) {
      this.isOfThisTurn = true;
      setImmediate(() => {
        this.isOfThisTurn = false;
      });
    }
    return state;
  }

  /** The state now, whenever it was looked at last. */
  look(): ServingState {
    const [dataVersion] = this.versionStatement.get() as unknown as [number];
    if (this.seen.state === null || this.seen.dataVersion !== dataVersion)
      this.seen = { dataVersion, state: this.readAll() };
    return this.seen.state!;
  }

  claims(): readonly Claim[] {
    return allClaims(this.db);
  }

  close(): void {
    this.db.close();
  }

  private readAll(): ServingState {
    const metaOf = (name: string) =>
      Number((this.db.prepare("SELECT value FROM meta WHERE name = ?").get(name) as { value: string }).value);
    const newest = this.db
      .prepare("SELECT run_id FROM runs WHERE is_kept = 1 ORDER BY julianday(as_of) DESC, rowid DESC LIMIT 1")
      .get() as { run_id: string } | undefined;
    return {
      snapshots: snapshots(this.db, this.dir),
      newestRunId: newest?.run_id ?? null,
      forgetGeneration: metaOf("forget_generation"),
      hasForgotten: hasTombstones(this.db),
      claimsVersion: metaOf("claims_version"),
      lastProfileFileId: lastProfileFileId(this.db),
    };
  }
}
