import { CliError, EXIT } from "../../domain/errors.ts";
import type { Claim } from "../../lake/claims.ts";
import type { Lake, PublishedSnapshot } from "../../lake/contract.ts";
import { type ServingState, ServingStateWatch } from "../../lake/serving-state.ts";
import { isReadableSnapshot, SnapshotFile } from "../../snapshot/file/open-snapshot.ts";
import { loadModel } from "../load-model.ts";
import { createView } from "./create-view.ts";
import { laterProfiles } from "./later-profiles.ts";
import type { PublishMode, ServedSnapshots, ServedView } from "./served-view.ts";
import { type LaterProfiles, visibilityOf } from "./visibility.ts";

/** Tries when the newest snapshot goes while it is opened. */
const MAX_TRIES = 5;

/** A snapshot file and how many views of it are in use. */
interface OpenFile {
  readonly snapshot: PublishedSnapshot;
  readonly file: SnapshotFile;
  useCount: number;
  isReplaced: boolean;
}

interface Current {
  readonly state: ServingState;
  readonly open: OpenFile;
  readonly view: ServedView;
  readonly laterVersion: number;
}

/** What is served and what could be. */
export interface SnapshotStatus {
  /** Run of the snapshot that a view would show now; null when none is published. */
  readonly servedRunId: string | null;
  /** UTC ISO; null when none is. */
  readonly publishedAt: string | null;
  /** False while the served one was taken out of the lake, because somebody was forgotten. */
  readonly isPublished: boolean;
  /** Null when nothing was ever scored. */
  readonly newestRunId: string | null;
}

/** Served snapshots that also say how up to date they are. */
export interface LakeSnapshots extends ServedSnapshots {
  status(): SnapshotStatus;
}

/** The snapshots of `lake`, the newest served. A newer one, a forgotten account or a claim counts from the next
 *  `withView` on; a request that runs keeps its view, and the old file is closed when the last of them is done.
 *  `onFailure` is told when newer profiles could not be read. With `looksOncePerTurn` lake.db is looked at once for all
 *  requests that arrived together: for a process that only reads. */
export function serveSnapshots(
  lake: Lake,
  publish: PublishMode,
  onFailure: (error: unknown) => void = () => {},
  looksOncePerTurn = false,
): LakeSnapshots {
  return new WatchedSnapshots(lake, publish, onFailure, looksOncePerTurn);
}

class WatchedSnapshots implements LakeSnapshots {
  private readonly watch: ServingStateWatch;
  private current: Current | null = null;
  /** What newer profiles than the snapshot's say, up to the file `through`. */
  private later = { through: 0, version: 0, profiles: null as LaterProfiles | null };
  private learning: Promise<void> | null = null;
  /** By snapshot id. */
  private readonly isReadable = new Map<number, boolean>();
  private claims = { version: -1, byKey: new Map<string, Claim>() as ReadonlyMap<string, Claim> };

  constructor(
    private readonly lake: Lake,
    private readonly publish: PublishMode,
    private readonly onFailure: (error: unknown) => void,
    looksOncePerTurn: boolean,
  ) {
    this.watch = new ServingStateWatch(lake.dir, looksOncePerTurn);
  }

  async withView<T>(work: (view: ServedView) => Promise<T>): Promise<T> {
    const { open, view } = this.refreshed();
    open.useCount += 1;
    try {
      return await work(view);
    } finally {
      open.useCount -= 1;
      closeIfDone(open);
    }
  }

  status(): SnapshotStatus {
    const state = this.watch.read();
    const snapshots = this.readable(state);
    const { newestRunId } = state;
    const served = snapshots[0] ?? this.current?.open.snapshot;
    return {
      servedRunId: served?.runId ?? null,
      publishedAt: served?.publishedAt ?? null,
      isPublished: snapshots.length > 0,
      newestRunId,
    };
  }

  async close(): Promise<void> {
    await this.learning;
    this.replace(null);
    this.watch.close();
  }

  /** Files of another version count as not built. */
  private readable({ snapshots }: ServingState): readonly PublishedSnapshot[] {
    return snapshots.filter(({ snapshotId, path }) => {
      const known = this.isReadable.get(snapshotId) ?? isReadableSnapshot(path);
      this.isReadable.set(snapshotId, known);
      return known;
    });
  }

  private refreshed(): Current {
    for (let attempt = 1; ; attempt++) {
      const state = attempt === 1 ? this.watch.read() : this.watch.look();
      if (this.current?.state === state && this.current.laterVersion === this.later.version)
        return this.current;
      const [newest] = this.readable(state);
      if (newest === undefined) return this.withoutSnapshot(state);
      try {
        return this.replace(this.currentOf(state, newest));
      } catch (error) {
        if (attempt >= MAX_TRIES || this.watch.look() === state) throw error;
      }
    }
  }

  /** Until a snapshot without the forgotten is built the old one goes on: tombstones keep them out of its answers. */
  private withoutSnapshot(state: ServingState): Current {
    if (this.current === null)
      throw new CliError(
        "No snapshot is published yet. Build it: `renown snapshot`, or `renown run` first when nothing was scored.",
        EXIT.failure,
      );
    return this.replace(this.currentOf(state, this.current.open.snapshot));
  }

  private currentOf(state: ServingState, snapshot: PublishedSnapshot): Current {
    const held = this.current?.open;
    const open =
      held?.snapshot.snapshotId === snapshot.snapshotId
        ? held
        : { snapshot, file: SnapshotFile.open(snapshot.path), useCount: 0, isReplaced: false };
    if (state.lastProfileFileId > Math.max(this.later.through, open.file.meta.profilesThrough))
      this.learning ??= this.learn(state.lastProfileFileId);
    const isLater = this.later.through > open.file.meta.profilesThrough;
    const visibility = visibilityOf(this.lake, this.publish, {
      claims: this.claimsOf(state),
      hasForgotten: state.hasForgotten,
      topicChoices: this.lake.topicChoices(),
      later: isLater ? this.later.profiles : null,
    });
    const view = createView({
      lake: this.lake,
      file: open.file,
      model: loadModel(open.file.meta.stamp.modelId),
      publish: this.publish,
      version: [
        snapshot.runId,
        snapshot.snapshotId,
        state.forgetGeneration,
        state.claimsVersion,
        // Which profiles, not how often they were read: every process that serves must come to the same.
        isLater ? this.later.through : 0,
        this.publish,
      ].join("."),
      visibility,
      claims: this.claimsOf(state),
    });
    return { state, open, view, laterVersion: this.later.version };
  }

  /** Reads newer profiles beside the requests; what they say counts from the next view on. */
  private async learn(through: number): Promise<void> {
    try {
      const profiles = await laterProfiles(this.lake);
      this.later = { through, version: this.later.version + 1, profiles };
    } catch (error) {
      // Tried again when lake.db changes next.
      this.onFailure(error);
    } finally {
      this.learning = null;
    }
  }

  private claimsOf(state: ServingState): ReadonlyMap<string, Claim> {
    if (this.claims.version !== state.claimsVersion) {
      const claims = this.watch.claims();
      const byKey = new Map(claims.map(claim => [`${claim.network}:${claim.accountId}`, claim]));
      this.claims = { version: state.claimsVersion, byKey };
    }
    return this.claims.byKey;
  }

  private replace<Next extends Current | null>(next: Next): Next {
    const before = this.current?.open;
    this.current = next;
    if (before !== undefined && before !== next?.open) {
      before.isReplaced = true;
      closeIfDone(before);
    }
    return next;
  }
}

function closeIfDone(open: OpenFile): void {
  if (open.isReplaced && open.useCount === 0) open.file.close();
}
