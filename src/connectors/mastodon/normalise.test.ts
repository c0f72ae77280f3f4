import { describe, expect, it } from "vitest";
import { fakeAccount, fakeMention, fakeStatus } from "../../../test/support/fake-mastodon-world.ts";
import type { ConnectorRecord } from "../contract.ts";
import { activityRows } from "./activity.ts";
import {
  accountRows,
  isIndexable,
  NOTHING_KNOWN,
  reactionRows,
  readWireAccount,
  readWireStatus,
  statusRows,
} from "./normalise.ts";

const FROM = { domain: "home.test", isMastodon: true, observedAt: "2026-03-01T00:00:00.000Z" };
const ADA = fakeAccount(1, "ada");
const BOB = fakeAccount(2, "bob");
const account = (fields = {}, acct = "ada") => readWireAccount(fakeAccount(1, acct, fields))!;
const rowsIn = (records: readonly ConnectorRecord[], table: string) =>
  records.flatMap(record => ("row" in record && record.table === table ? [record.row] : []));
const read = (fields = {}, known = NOTHING_KNOWN, from = FROM) =>
  statusRows(readWireStatus(fakeStatus(1, 1, ADA, fields))!, known, from);

describe("an act", () => {
  it("has the same id from its author's server, which knows milliseconds, and from an archive, which does not", () => {
    const [mention, mentions] = [fakeMention(BOB), [fakeMention(BOB)]] as const;
    const known = { accounts: new Map([[BOB.id, String(BOB["uri"])]]), statuses: new Map<string, string>() };
    const asked = read({ created_at: "2026-02-27T12:00:01.901Z", mentions }, known);
    const published = "2026-02-27T12:00:01Z";
    const archived = activityRows(
      {
        ...{ id: "https://home.test/a/1", type: "Create", published },
        object: {
          ...{ id: "https://home.test/users/ada/statuses/1", type: "Note", published, to: ["as:Public"] },
          tag: [
            { type: "Mention", href: String(BOB["uri"]), name: String((mention as { acct: string }).acct) },
          ],
        },
      },
      "https://home.test/users/ada",
    );
    const [act] = rowsIn(asked, "interactions");
    expect(act).toMatchObject({ kind: "mention", acted_at: "2026-02-27T12:00:01.000Z" });
    expect(rowsIn(archived.rows, "interactions")).toEqual([act]);
  });
});

describe("an account", () => {
  it("has the actor URI as its id, and its address where a server gives no URI", () => {
    expect(rowsIn(accountRows(account(), FROM), "accounts")[0]).toMatchObject({
      account_id: "https://home.test/users/ada",
      handle: "ada@home.test",
    });
    const [row] = rowsIn(accountRows(account({ uri: undefined }), FROM), "accounts");
    expect(row).toMatchObject({ account_id: "https://home.test/@ada" });
    expect(accountRows(account({ uri: undefined, url: null }), FROM)).toEqual([]);
  });

  it("keeps its links and fields, so that they can prove whose it is; a verified one first", () => {
    const fields = [
      { name: "Site", value: '<a href="https://a.example/">a</a>', verified_at: null },
      { name: "Blog", value: '<a href="https://b.example/">b</a>', verified_at: "2025-01-01T00:00:00.000Z" },
    ];
    const [row] = rowsIn(accountRows(account({ fields, note: "<p>Me</p>" }), FROM), "accounts");
    expect(row).toMatchObject({ url: "https://b.example/", bio: "Me\nSite: a\nBlog: b" });
  });

  it.each([
    [{}, true],
    [{ discoverable: null, indexable: undefined }, null],
    [{ discoverable: false }, false],
    [{ indexable: false }, false],
    [{ noindex: true }, false],
    [{ note: '<p>No <a href="#">#<span>NoBot</span></a></p>' }, false],
    [{ fields: [{ name: "x", value: "#noindex" }] }, false],
    [{ note: "<p>I like #nobother</p>" }, true],
  ])("with %j is open to be found: %s", (fields, expected) => {
    expect(isIndexable(account(fields))).toBe(expected);
  });

  it.each([[{ locked: true }], [{ indexable: false }]])("with %j leaves no name, text or count", fields => {
    const rows = accountRows(account({ ...fields, note: "<p>Secret words</p>" }), FROM);
    expect(rows.map(({ table }) => table)).toEqual(["accounts"]);
    expect(rows[0]!.row).toMatchObject({ display_name: null, bio: null, url: null, handle: "ada@home.test" });
  });

  it("has a 0 only where its own Mastodon server counts", () => {
    const followersOf = (acct: string, isMastodon: boolean, followers_count = 0) =>
      rowsIn(accountRows(account({ followers_count }, acct), { ...FROM, isMastodon }), "account_stats")[0];
    expect(followersOf("ada", true)).toMatchObject({ followers_count: 0 });
    expect(followersOf("ada", false)).toMatchObject({ followers_count: null });
    expect(followersOf("ada@far.test", true)).toMatchObject({ followers_count: null });
    expect(followersOf("ada@far.test", true, 7)).toMatchObject({ followers_count: 7 });
    expect(followersOf("ada", true, -1)).toMatchObject({ followers_count: null });
  });
});

describe("a status", () => {
  it.each(["private", "direct", "limited"])("of visibility %s gives no row at all", visibility => {
    expect(read({ visibility })).toEqual([]);
  });

  it("of somebody who opted out leaves what was done to others, and no post", () => {
    const shy = { ...ADA, indexable: false };
    const known = { accounts: new Map([[BOB.id, String(BOB["uri"])]]), statuses: new Map() };
    const records = read({ account: shy, mentions: [fakeMention(BOB)] }, known);
    expect(rowsIn(records, "posts")).toEqual([]);
    expect(rowsIn(records, "interactions")).toHaveLength(1);
    expect(read({ account: { ...ADA, locked: true }, mentions: [fakeMention(BOB)] }, known)).toEqual([]);
  });

  it("that answers and mentions the same person acts on them once", () => {
    const known = {
      accounts: new Map([[BOB.id, String(BOB["uri"])]]),
      statuses: new Map([["9", "https://home.test/9"]]),
    };
    const records = read(
      { in_reply_to_id: "9", in_reply_to_account_id: BOB.id, mentions: [fakeMention(BOB)] },
      known,
    );
    expect(rowsIn(records, "interactions")).toMatchObject([
      { kind: "reply", target_id: "https://home.test/users/bob", post_id: "https://home.test/9" },
    ]);
    expect(rowsIn(records, "posts")).toMatchObject([
      { kind: "reply", parent_author_id: "https://home.test/users/bob" },
    ]);
  });

  it("whose parent is known by number only is a reply to nobody known", () => {
    const records = read({ in_reply_to_id: "9", in_reply_to_account_id: "77" });
    expect(rowsIn(records, "interactions")).toEqual([]);
    expect(rowsIn(records, "posts")).toMatchObject([
      { kind: "reply", parent_post_id: null, parent_author_id: null },
    ]);
  });

  it("in a thread of one's own acts on nobody", () => {
    const records = read({ in_reply_to_id: "9", in_reply_to_account_id: ADA.id });
    expect(rowsIn(records, "interactions")).toEqual([]);
    expect(rowsIn(records, "posts")).toMatchObject([
      { kind: "reply", parent_author_id: "https://home.test/users/ada" },
    ]);
  });

  it("is a quote only once the quoted person allows it, and never of what is not public", () => {
    const quoted_status = fakeStatus(2, 2, BOB);
    const kindOf = (quote: object) => rowsIn(read({ quote }), "posts")[0];
    expect(kindOf({ state: "accepted", quoted_status })).toMatchObject({ kind: "quote" });
    expect(kindOf({ state: "pending", quoted_status })).toMatchObject({ kind: "original" });
    const hidden = { ...quoted_status, visibility: "private" };
    expect(kindOf({ state: "accepted", quoted_status: hidden })).toMatchObject({ kind: "original" });
  });

  it("that is a boost passes on, and keeps none of the other's words", () => {
    const reblog = fakeStatus(2, 2, BOB);
    const records = read({ reblog, content: "<p>Bob's words</p>" });
    expect(rowsIn(records, "posts")).toMatchObject([
      { kind: "repost", text: null, parent_post_id: reblog["uri"] },
    ]);
    expect(rowsIn(records, "interactions")).toMatchObject([{ kind: "repost", post_id: reblog["uri"] }]);
  });

  it("just published has no counts yet, since nobody can have seen it", () => {
    const fresh = statusRows(readWireStatus(fakeStatus(1, 1, ADA))!, NOTHING_KNOWN, FROM, { isFresh: true });
    expect(rowsIn(fresh, "post_stats")).toEqual([]);
    expect(rowsIn(read(), "post_stats")).toMatchObject([
      { like_count: 0, repost_count: 0, view_count: null },
    ]);
  });

  it("with a broken time is counted as refused, and says nothing of its words", () => {
    expect(read({ created_at: "yesterday" })).toEqual([
      { rejection: { file: "home.test", reason: "bad_time_created_at", raw: "" } },
    ]);
  });
});

describe("those who liked a post", () => {
  it("did so when it was published, as far as anybody can say; locked people and its author are left out", () => {
    const post = {
      uri: "https://home.test/9",
      authorId: String(ADA["uri"]),
      postedAt: "2026-02-01T00:00:00.000Z",
    };
    const actors = [account(), account({ locked: true }, "shy"), account({}, "bob")];
    const rows = reactionRows("like", post, actors, FROM);
    expect(rowsIn(rows, "interactions")).toMatchObject([
      {
        kind: "like",
        actor_id: "https://home.test/users/bob",
        target_id: post.authorId,
        acted_at: post.postedAt,
      },
    ]);
    expect(rowsIn(rows, "accounts")).toMatchObject([{ is_protected: true }, { handle: "bob@home.test" }]);
  });
});
