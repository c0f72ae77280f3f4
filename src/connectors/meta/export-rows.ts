import type { RowOf } from "../../domain/interchange/schema.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { TableRow } from "../contract.ts";
import { hashtagsOf } from "./graph-words.ts";

/** Whose export it is. */
export interface ExportOwner {
  readonly network: NetworkName;
  /** The Graph id where the export names it, else "@" and the handle in lower case: exports seldom do. */
  readonly accountId: string;
  readonly handle: string | null;
  readonly displayName: string | null;
  readonly bio: string | null;
  readonly url: string | null;
  readonly createdAt: string | null;
  /** Null when the export does not say. */
  readonly isProtected: boolean | null;
}

/** Tells posts apart by their second, and what was seen last: exports name neither posts nor their own day. */
export class ExportClock {
  private readonly countBySecond = new Map<string, number>();
  private first: string | null = null;
  private last: string | null = null;

  /** Notes that something happened at `at`, UTC ISO. */
  note(at: string): void {
    if (this.last === null || at > this.last) this.last = at;
  }

  /** An id for the owner's next post of this second: "export:@ada:1650000000", then "export:@ada:1650000000-2". */
  postId(accountId: string, postedAt: string): string {
    this.note(postedAt);
    if (this.first === null || postedAt < this.first) this.first = postedAt;
    const count = (this.countBySecond.get(postedAt) ?? 0) + 1;
    this.countBySecond.set(postedAt, count);
    const seconds = Date.parse(postedAt) / 1000;
    return `export:${accountId}:${seconds}${count === 1 ? "" : `-${count}`}`;
  }

  /** Time of the oldest post, null without any. */
  get firstPostedAt(): string | null {
    return this.first;
  }

  /** Time of the newest thing, which is never after the export was made; null for an empty export. */
  get observedAt(): string | null {
    return this.last;
  }
}

/** A post with the words `text`; null keeps them out. */
export function postRow(
  { network, accountId }: ExportOwner,
  postId: string,
  postedAt: string,
  text: string | null,
): TableRow {
  const row: RowOf<"posts"> = {
    ...{ network, post_id: postId, author_id: accountId, posted_at: postedAt, edited_at: null },
    ...{ kind: "original", parent_post_id: null, parent_author_id: null, root_post_id: null },
    ...{ lang: null, text, tags: hashtagsOf(text), links: null, mention_ids: null },
  };
  return { table: "posts", row };
}

/** The owner's profile as seen at `observedAt`. */
export function ownerRow(owner: ExportOwner, observedAt: string): TableRow {
  const row: RowOf<"accounts"> = {
    ...{ network: owner.network, account_id: owner.accountId, handle: owner.handle },
    ...{ display_name: owner.displayName, kind: null, bio: owner.bio, url: owner.url },
    ...{ created_at: owner.createdAt, is_protected: owner.isProtected, is_indexable: null },
    ...{ is_verified: null, observed_at: observedAt },
  };
  return { table: "accounts", row };
}

/** Profile, audience and what was watched, at the end of an export. That posts are all there is not known: a period
 *  may have been chosen. Reactions received are in none, and no span speaks of them. */
export function closingRows(
  owner: ExportOwner,
  clock: ExportClock,
  source: string,
  audience: { readonly followers: number | null; readonly following: number | null },
): readonly TableRow[] {
  const observedAt = clock.observedAt!;
  const { network, accountId } = owner;
  const stats: RowOf<"account_stats"> = {
    ...{ network, account_id: accountId, observed_at: observedAt },
    ...{ followers_count: audience.followers, following_count: audience.following },
    ...{ posts_count: null, listed_count: null },
  };
  const day = `${observedAt.slice(0, 10)}T00:00:00.000Z`;
  const nextDay = new Date(Date.parse(day) + 86_400_000).toISOString();
  const span = (
    table: RowOf<"observations">["table"],
    from_at: string,
    to_at: string,
    is_complete: boolean,
  ): TableRow => ({
    table: "observations",
    row: { network, scope: accountId, table, kind: "*", from_at, to_at, is_complete, source },
  });
  const from = clock.firstPostedAt;
  return [
    ownerRow(owner, observedAt),
    { table: "account_stats", row: stats },
    ...(from === null ? [] : [span("posts", from, nextDay, false)]),
    span("account_stats", day, nextDay, true),
  ];
}
