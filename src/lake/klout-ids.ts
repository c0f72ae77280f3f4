import { contextOf } from "./context.ts";
import type { Lake } from "./contract.ts";

/** The digits of an identity, minted when they are first asked for and never given to another. */
export function kloutIdOf(lake: Lake, identityId: string): string {
  const { db, manifest } = contextOf(lake);
  const find = db.prepare("SELECT klout_id FROM klout_ids WHERE identity_id = ?");
  const known = find.get(identityId) as { klout_id: number } | undefined;
  if (known !== undefined) return String(known.klout_id);
  return manifest.transaction(() => {
    db.prepare("INSERT OR IGNORE INTO klout_ids (identity_id) VALUES (?)").run(identityId);
    return String((find.get(identityId) as { klout_id: number }).klout_id);
  });
}

/** The identity to which `kloutId` was given; null when it was never minted. */
export function identityOfKloutId(lake: Lake, kloutId: string): string | null {
  if (!/^\d{1,15}$/.test(kloutId)) return null;
  const row = contextOf(lake)
    .db.prepare("SELECT identity_id FROM klout_ids WHERE klout_id = ?")
    .get(Number(kloutId)) as { identity_id: string } | undefined;
  return row?.identity_id ?? null;
}
