import { hasIdForm } from "../../domain/handle.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { EngineRow } from "../../engines/contract.ts";
import type { StoredAccount } from "../contract.ts";
import { handleHash } from "./handle-hash.ts";
import type { SnapshotFile } from "./open-snapshot.ts";
import { unpackCells } from "./packed-cells.ts";
import type { PackedMart } from "./schema.ts";

/** What is known of whether somebody may be named. */
export interface PersonFlags {
  readonly network: NetworkName;
  readonly accountId: string;
  readonly isProtected: boolean;
  /** Null: the network does not say. */
  readonly isIndexable: boolean | null;
}

/** Who may be named now. Asked on each answer: the file may be older than a wish to be forgotten. */
export interface Visibility {
  /** Whether the account may be found and named. */
  readonly isShown: (person: PersonFlags) => boolean;
  /** Whether it may stand in leaderboards too. */
  readonly isListed: (person: PersonFlags) => boolean;
  /** Whether the account itself hid or disputed a topic of its own. */
  readonly isTopicHidden: (network: NetworkName, accountId: string, topicId: string) => boolean;
}

/** An account of a snapshot with the bytes of its other marts, read at once. */
export interface FiledAccount extends StoredAccount {
  readonly accountNo: number;
  /** Whether its identity may have other accounts. */
  readonly isLinked: boolean;
  readonly flags: PersonFlags;
  readonly packed: Readonly<Record<Exclude<PackedMart, "account_features">, Uint8Array | null>>;
  /** JSON lists that every score is answered with; null: none are kept of the account. */
  readonly lists: Readonly<Record<"qualityPosts" | "topics" | "topicLists" | "audience", string | null>>;
}

const SELECT = `SELECT a.account_no, a.network, a.account_id, a.handle, a.display_name, a.identity_id, a.is_ranked,
    a.is_protected, a.is_indexable, a.features, a.style, a.qualities, a.quality_posts, a.topics, a.audience,
    a.topic_lists FROM accounts a`;
const IS_HELD = "a.features IS NOT NULL";

// First the number and then the row: a search of an index that also gives a whole row costs twice as much.
const NUMBER = "SELECT a.account_no FROM accounts a";
const BY_ID = `${NUMBER} WHERE a.account_id = ? AND a.network = ? AND ${IS_HELD}`;
const BY_HANDLE = `${NUMBER} WHERE a.handle_hash = ? ORDER BY a.is_holder DESC, a.account_no LIMIT 1 OFFSET ?`;
const BY_ADDRESS = `${NUMBER} WHERE lower(a.account_id) IN (?, ?) AND a.network = 'mastodon' AND ${IS_HELD}
  ORDER BY a.account_id LIMIT 1`;
const BY_NUMBER = `${SELECT} WHERE a.account_no = ?`;

/** The account that `query` means; null when there is none. */
export function accountOfQuery(file: SnapshotFile, query: HandleQuery): FiledAccount | null {
  const { network, kind, value } = query;
  if (kind === "id") return accountById(file, network, value)[0] ?? null;
  const byHandle = accountOfHandle(file, network, value);
  if (byHandle !== null) return byHandle;
  if (!hasIdForm(network, value)) {
    const [found] = accountById(file, network, value);
    if (found !== undefined) return found;
  }
  const [local, server] = value.toLowerCase().split("@");
  if (network !== "mastodon" || !local || !server) return null;
  return accountFound(file, BY_ADDRESS, `https://${server}/users/${local}`, `https://${server}/@${local}`);
}

/** The account of that handle: its holder where several have it. */
function accountOfHandle(file: SnapshotFile, network: NetworkName, handle: string): FiledAccount | null {
  const key = handle.toLowerCase();
  const hash = handleHash(network, handle);
  for (let place = 0; ; place++) {
    const account = accountFound(file, BY_HANDLE, hash, place);
    if (account === null) return null;
    if (account.network === network && account.handle?.toLowerCase() === key) return account;
  }
}

/** The account whose number `search` gives; null when it gives none. */
function accountFound(
  file: SnapshotFile,
  search: string,
  ...values: readonly (string | number)[]
): FiledAccount | null {
  const found = file.row(search, ...values);
  return found === undefined ? null : toAccount(file, file.row(BY_NUMBER, found[0])!);
}

/** The account of that id, or nothing. */
export function accountById(file: SnapshotFile, network: string, accountId: string): readonly FiledAccount[] {
  const account = accountFound(file, BY_ID, accountId, network);
  return account === null ? [] : [account];
}

/** Every account of an identity, in order of network and id. `found`, when given, is one that was read before. */
export function accountsOfIdentity(
  file: SnapshotFile,
  identityId: string,
  found: FiledAccount | null,
): readonly FiledAccount[] {
  if (found?.identityId === identityId && !found.isLinked) return [found];
  const linked = file.rows(
    `${SELECT} WHERE a.identity_id = ? AND ${IS_HELD} ORDER BY a.account_no`,
    identityId,
  );
  if (linked.length > 0) return linked.map(row => toAccount(file, row));
  const colon = identityId.indexOf(":");
  const own = accountById(file, identityId.slice(0, colon), identityId.slice(colon + 1));
  return own.filter(account => account.identityId === identityId);
}

function toAccount(file: SnapshotFile, row: readonly unknown[]): FiledAccount {
  const [accountNo, network, accountId, handle, displayName, identityId, isRanked, isProtected, isIndexable] =
    row as [
      number,
      NetworkName,
      string,
      string | null,
      string | null,
      string | null,
      number,
      number,
      number | null,
    ];
  const names: EngineRow = { network, account_id: accountId, handle, display_name: displayName };
  const cells = unpackCells(row[9] as Uint8Array);
  const features = file.rowOf("account_features", cells, names);
  const flags = {
    network,
    accountId,
    isProtected: isProtected === 1,
    isIndexable: isIndexable === null ? null : isIndexable === 1,
  };
  return {
    accountNo,
    isLinked: identityId !== null,
    network,
    accountId,
    handle,
    displayName,
    identityId: identityId ?? `${network}:${accountId}`,
    isRanked: isRanked === 1,
    isSelfSupplied: features["is_self_supplied"] === true,
    isProtected: features["is_protected"] === true,
    features,
    flags,
    packed: { account_style: row[10] as Uint8Array | null, account_qualities: row[11] as Uint8Array | null },
    lists: {
      qualityPosts: row[12] as string | null,
      topics: row[13] as string | null,
      audience: row[14] as string | null,
      topicLists: row[15] as string | null,
    },
  };
}
