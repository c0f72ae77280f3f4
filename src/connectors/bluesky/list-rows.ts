import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { toInteraction } from "../interaction-id.ts";
import { parseAtUri } from "./at-uri.ts";

/** Lists of people whom others are to see less of: what their names say is said against those on them. Source:
 *  https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/graph/defs.json (listPurpose) */
const MODERATION = "app.bsky.graph.defs#modlist";
const ITEMS = "app.bsky.graph.listitem";

/** The row of a list under its name, as seen at `observedAt` (UTC ISO); none for a list of moderation. */
export function listRows(
  uri: string,
  ownerId: string,
  list: { readonly name: string; readonly purpose: string; readonly description?: string | null | undefined },
  observedAt: string,
): readonly TableRow[] {
  if (list.purpose === MODERATION) return [];
  const row: RowOf<"lists"> = {
    network: "bluesky",
    list_id: uri,
    owner_id: ownerId,
    name: list.name || null,
    description: list.description || null,
    observed_at: observedAt,
  };
  return [{ table: "lists", row }];
}

/** The row by which `targetId` stands on the list at `listUri`; `itemUri` is that of the record that says so, null when
 *  the network does not tell. None for oneself. A list can only be filled by its owner: a record in another's repository
 *  says nothing. */
export function listingRows(
  itemUri: string | null,
  listUri: string,
  targetId: string,
  actedAt: string | null,
): readonly TableRow[] {
  const owner = parseAtUri(listUri)?.did;
  const item = itemUri === null ? null : parseAtUri(itemUri);
  const isOwners = item === null || (item.did === owner && item.collection === ITEMS);
  if (owner === undefined || owner === targetId || !isOwners) return [];
  const act = {
    network: "bluesky",
    kind: "list",
    actor_id: owner,
    target_id: targetId,
    post_id: listUri,
    acted_at: actedAt,
  } as const;
  const row = itemUri === null ? toInteraction(act) : { interaction_id: itemUri, ...act };
  return [{ table: "interactions", row }];
}
