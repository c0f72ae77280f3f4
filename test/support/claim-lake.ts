import { ClaimDesk, type ClaimDeskOptions } from "../../src/app/claims/claim-desk.ts";
import type { Engine } from "../../src/engines/contract.ts";
import type { Lake } from "../../src/lake/contract.ts";
import { commitRows } from "./lake-rows.ts";

/** When everything before a claim happened. */
const BEFORE = "2026-10-01T00:00:00.000Z";
/** When claims are begun. */
export const CLAIM_NOW = "2026-11-01T12:00:00.000Z";

/** Ada and Bob on X, Ada also on Bluesky and linked there, Cleo's own export. */
export async function fillClaimLake(lake: Lake, engine: Engine): Promise<void> {
  const profile = (network: string, account_id: string, handle: string) => ({
    ...{ network, account_id, handle, bio: "hello", observed_at: BEFORE },
  });
  const span = { from_at: BEFORE, to_at: BEFORE, is_complete: true, table: "posts", kind: "*" };
  await commitRows(lake, engine, "claims", {
    accounts: [
      profile("x", "1", "ada"),
      profile("x", "2", "bob"),
      profile("x", "3", "cleo"),
      profile("bluesky", "did:plc:ada", "ada.example.org"),
      profile("bluesky", "did:plc:eve", "eve.example.org"),
    ],
    observations: [{ network: "x", scope: "3", ...span, source: "x-archive" }],
    posts: [
      { network: "x", post_id: "p1", author_id: "1", posted_at: BEFORE, kind: "original", text: "first" },
    ],
    interactions: [
      act("received", "2", "1"),
      act("made", "1", "2"),
      act("among others", "2", "3"),
      act("received too", "3", "1"),
    ],
    identity_links: [
      {
        network: "bluesky",
        account_id: "did:plc:ada",
        identity_id: "x:1",
        proof_kind: "rel_me",
        observed_at: BEFORE,
      },
    ],
  });
}

function act(interaction_id: string, actor_id: string, target_id: string) {
  return { network: "x", interaction_id, kind: "like", actor_id, target_id, acted_at: BEFORE };
}

/** Writes a newer profile of an account of X. */
export async function showBio(
  lake: Lake,
  engine: Engine,
  account: { readonly id: string; readonly handle: string; readonly bio: string; readonly at?: string },
): Promise<void> {
  const { id, handle, bio, at = CLAIM_NOW } = account;
  await commitRows(lake, engine, `${id} ${bio} ${at}`, {
    accounts: [{ network: "x", account_id: id, handle, bio, observed_at: at }],
  });
}

/** A desk over `lake`, where only this machine asks unless told otherwise. */
export function claimDesk(lake: Lake, options: Partial<ClaimDeskOptions> = {}): ClaimDesk {
  const now = () => new Date(CLAIM_NOW);
  return new ClaimDesk({ lake, dataDir: lake.dir, now, isOwnMachine: false, ...options });
}
