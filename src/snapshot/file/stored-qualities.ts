import type { RangeCounts, SideCounts } from "../../lib/range-counts.ts";
import { numberOf } from "../cells.ts";
import type { QualityPost, QualityStanding, StoredQualities } from "../contract.ts";
import { audienceBand, ENOUGH_ALIKE } from "../qualities.ts";
import type { SnapshotFile } from "./open-snapshot.ts";
import { unpackCells } from "./packed-cells.ts";
import { standingName } from "./standing-name.ts";
import type { FiledAccount, PersonFlags, Visibility } from "./stored-account.ts";

/** The qualities of `account` as `storedQualities` gives them from the marts; null when the run has no row. */
export function filedQualities(
  file: SnapshotFile,
  account: FiledAccount,
  qualities: readonly string[],
  { isShown }: Visibility,
): StoredQualities | null {
  const packed = account.packed.account_qualities;
  if (!file.meta.hasQualities || packed === null) return null;
  const { network, accountId } = account;
  const row = file.rowOf("account_qualities", unpackCells(packed), {
    network,
    account_id: accountId,
  });
  const band = audienceBand(numberOf(row["followers_count"]), numberOf(row["engaged_people_count"]));
  const standings: Record<string, QualityStanding> = {};
  for (const name of qualities) {
    const value = numberOf(row[name]);
    const column = band?.column ?? "followers_count";
    const counts = value === null ? null : file.rangeCounts(standingName.quality(network, name, column));
    if (value !== null && counts !== null) standings[name] = standingOf(counts, value, band);
  }
  const posts: QualityPost[] = [];
  const kept = account.lists.qualityPosts;
  for (const cells of kept === null ? [] : (JSON.parse(kept) as QualityPostCells[])) {
    const target = cells[4];
    if (target === null || isShown(flagsOf(network, target))) posts.push(toPost(cells));
  }
  return { row, standings, posts };
}

type TargetCells = [
  accountId: string,
  handle: string | null,
  isProtected: boolean,
  isIndexable: boolean | null,
];
type QualityPostCells = [
  string,
  string,
  string | null,
  string | null,
  TargetCells | null,
  string,
  number | null,
];

function flagsOf(network: PersonFlags["network"], target: TargetCells): PersonFlags {
  const [accountId, , isProtected, isIndexable] = target;
  return { network, accountId, isProtected, isIndexable };
}

function toPost([quality, post_id, posted_at, text, target, note, amount]: QualityPostCells): QualityPost {
  const [target_id, target_handle] = target ?? [null, null];
  return { quality, post_id, posted_at, text, target_id, target_handle, note, amount };
}

function standingOf(counts: RangeCounts, value: number, band: QualityStanding["audience"]): QualityStanding {
  const alike = band === null ? null : counts.around(value, band.low, band.high);
  const isAlike = alike !== null && alike.size >= ENOUGH_ALIKE;
  const compared = isAlike ? alike : counts.around(value);
  const percentOf = (side: keyof SideCounts) =>
    compared.size === 0 ? null : (100 * (compared[side] + compared.equal / 2)) / compared.size;
  return {
    size: compared.size,
    smallerPercent: percentOf("below"),
    largerPercent: percentOf("above"),
    audience: isAlike ? band : null,
    alikeCount: alike === null ? null : alike.size,
  };
}
