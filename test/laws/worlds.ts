import fc from "fast-check";
import type { InteractionKind } from "../../src/domain/interchange/schema.ts";
import type { NetworkName } from "../../src/domain/network.ts";
import { LAW_AS_OF, LAW_MODEL, type TableRows } from "../support/score-rows.ts";

export const WINDOW_HOURS = LAW_MODEL.constants.window_days * 24;
/** The account most laws speak of; every generated world gives it enough data. */
export const HERO = "a0";

export type ActRow = NonNullable<TableRows["interactions"]>[number];
export type PostRow = NonNullable<TableRows["posts"]>[number];

/** The kinds that are dated acts. */
export const actKinds = fc.constantFrom<InteractionKind>("like", "repost", "reply", "quote", "mention");
/** A time inside the window, in whole hours before its end. */
export const hoursAgo = fc.integer({ min: 1, max: WINDOW_HOURS });

/** RFC 3339 time `hours` before the end of the window, and `milliseconds` after that. */
export function timeAgo(hours: number, milliseconds = 0): string {
  return new Date(Date.parse(LAW_AS_OF) - hours * 3_600_000 + milliseconds).toISOString();
}

/** An act on network x; `id` also sets its milliseconds, so that no two acts of a pair share a time. */
export function act(
  id: string,
  kind: InteractionKind,
  actor_id: string,
  target_id: string,
  { hours = 24, post_id = null }: { readonly hours?: number; readonly post_id?: string | null } = {},
): ActRow {
  const milliseconds = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 3_599_000, 7);
  const acted_at = timeAgo(hours, milliseconds);
  return { network: "x", interaction_id: id, kind, actor_id, target_id, post_id, acted_at };
}

/** A post on network x. */
export function post(
  post_id: string,
  author_id: string,
  kind: "original" | "reply" | "repost" | "quote" = "original",
  hours = 24,
): PostRow {
  return { network: "x", post_id, author_id, kind, posted_at: timeAgo(hours) };
}

/** Spans that say the whole window of posts and acts was watched, for everybody on `network`. */
export function everythingObserved(network: NetworkName = "x"): NonNullable<TableRows["observations"]> {
  const span = { from_at: timeAgo(WINDOW_HOURS), to_at: LAW_AS_OF, is_complete: true, source: "simulation" };
  return (["posts", "interactions"] as const).map(table => ({
    network,
    scope: "*",
    table,
    kind: "*",
    ...span,
  }));
}

/** Acts that make each of `ids` known: a host on whom a crowd acts has mentioned each (docs/decisions/0023-attacks.md). */
export function introduced(ids: readonly string[]): readonly ActRow[] {
  const crowd = Array.from(
    { length: LAW_MODEL.constants["established_people_count"] ?? 0 },
    (_, n) => `guest${n}`,
  );
  return [
    ...crowd.map(guest => act(`to host ${guest}`, "like", guest, "host")),
    ...ids.map(id => act(`host to ${id}`, "mention", "host", id)),
  ];
}

/** `rows` with more rows in some tables. */
export function withRows(rows: TableRows, more: TableRows): TableRows {
  const tables = [...new Set([...Object.keys(rows), ...Object.keys(more)])] as (keyof TableRows)[];
  return Object.fromEntries(tables.map(table => [table, [...(rows[table] ?? []), ...(more[table] ?? [])]]));
}

/** The names of the accounts of a world. */
export function accountIdsOf(rows: TableRows): readonly string[] {
  return (rows.accounts ?? []).map(account => account.account_id!);
}

interface Draft {
  readonly size: number;
  readonly audiences: readonly (readonly [number, number] | null)[];
  readonly posts: readonly (readonly [number, PostRow["kind"] & string, number])[];
  readonly acts: readonly (readonly [InteractionKind, number, number, number, number | null])[];
}

/** Everything seen of 5 to 25 accounts on network x: profiles, audiences of some, posts and acts of all kinds in
 *  the window, on posts and not, from quiet to dense, with circles. */
export const anyWorld: fc.Arbitrary<TableRows> = fc
  .integer({ min: 5, max: 25 })
  .chain(size => {
    const place = fc.integer({ min: 0, max: size - 1 });
    // The square leans to the first accounts, so that some are looked at by many.
    const favoured = fc
      .double({ min: 0, max: 0.999, noNaN: true })
      .map(share => Math.floor(share ** 2 * size));
    return fc.record({
      size: fc.constant(size),
      audiences: fc.array(fc.option(fc.tuple(fc.nat(100_000), fc.nat(50))), {
        minLength: size,
        maxLength: size,
      }),
      posts: fc.array(
        fc.tuple(
          place,
          fc.constantFrom("original", "original", "original", "reply", "repost", "quote"),
          hoursAgo,
        ),
        { maxLength: 3 * size, size: "max" },
      ),
      acts: fc.array(fc.tuple(actKinds, place, favoured, hoursAgo, fc.option(fc.nat(50))), {
        maxLength: 5 * size,
        size: "max",
      }),
    });
  })
  .map(toWorld);

function toWorld({ size, audiences, posts, acts }: Draft): TableRows {
  const ids = Array.from({ length: size }, (_, place) => `a${place}`);
  const written = posts.map(([author, kind, hours], number) => post(`p${number}`, ids[author]!, kind, hours));
  const acted = acts.flatMap(([kind, actor, target, hours, choice], number) => {
    const own = written.filter(one => one.author_id === ids[target]);
    const post_id = choice === null || own.length === 0 ? null : own[choice % own.length]!.post_id!;
    return actor === target ? [] : [act(`i${number}`, kind, ids[actor]!, ids[target]!, { hours, post_id })];
  });
  const greeted = [1, 2, 3].map(fan => act(`g${fan}`, "like", ids[fan]!, HERO, { hours: 500 * fan }));
  return {
    accounts: ids.map(account_id => ({ network: "x", account_id, observed_at: LAW_AS_OF })),
    account_stats: audiences.flatMap((audience, place) =>
      audience === null
        ? []
        : [
            {
              network: "x",
              account_id: ids[place]!,
              followers_count: audience[0],
              listed_count: audience[1],
              observed_at: timeAgo(48),
            },
          ],
    ),
    // An account that was watched and did nothing has no score: the hero has always written something.
    posts: [post("greeting", HERO), ...written],
    interactions: [...greeted, ...acted],
    observations: everythingObserved(),
  };
}
