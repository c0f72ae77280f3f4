import { contextOf } from "./context.ts";
import type { Lake } from "./contract.ts";
import { openers } from "./lease.ts";

/** Whether this opening of the lake may follow the stream whose place is kept under `name`: false while another
 *  process that still runs does. Taken until `leaveStream`, or until the process ends in whatever way. */
export function takeStream(lake: Lake, name: string): boolean {
  const { db, manifest, openerId, now } = contextOf(lake);
  return manifest.transaction(() => {
    const holder = manifest.readCursor(followerOf(name));
    if (holder !== null && holder !== openerId && openers(db).live.has(holder)) return false;
    manifest.saveCursor({ stream: followerOf(name), cursor: openerId }, now().toISOString());
    return true;
  });
}

/** Lets others follow what this opening of the lake followed. */
export function leaveStream(lake: Lake, name: string): void {
  const { db, openerId } = contextOf(lake);
  db.prepare("DELETE FROM cursors WHERE stream = ? AND cursor = ?").run(followerOf(name), openerId);
}

function followerOf(name: string): string {
  return `follower of ${name}`;
}
