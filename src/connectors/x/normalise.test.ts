import { describe, expect, it } from "vitest";
import { OWNER_ID, tweetEntry } from "../../../test/support/x-archive.ts";
import type { TableName } from "../../domain/interchange/schema.ts";
import { LongTexts } from "./long-texts.ts";
import { type ArchiveContext, normaliseDeletedTweet, normaliseTweet } from "./normalise.ts";

const observedAt = "2023-02-24T06:07:08.000Z";

function rowsOf(fields: Record<string, unknown>, table: TableName, longTexts = new LongTexts()) {
  const context: ArchiveContext = {
    owner: { accountId: OWNER_ID, handle: "ada" },
    observedAt,
    longTextOf: (...post) => longTexts.find(...post),
  };
  const { tweet } = tweetEntry(fields) as { tweet: unknown };
  const result = normaliseTweet(tweet, context);
  if ("reason" in result) throw new Error(result.reason);
  return result.rows.flatMap(row => (row.table === table ? [row.row as Record<string, unknown>] : []));
}

const entities = (links: readonly string[], mentions: readonly (readonly [string, string])[] = []) => ({
  entities: {
    hashtags: [],
    urls: links.map(expanded_url => ({ expanded_url })),
    user_mentions: mentions.map(([screen_name, id_str]) => ({ screen_name, id_str })),
  },
});

const kindOf = (fields: Record<string, unknown>) => rowsOf(fields, "posts")[0]!.kind;

describe("the kind of a post", () => {
  it.each([
    ["original", "https://example.org/dana/status/1"],
    ["original", "https://x.com/dana"],
    ["original", "https://x.com/ada/status/1/photo/1"],
    ["original", "https://notx.com/dana/status/1"],
    ["quote", "https://twitter.com/dana/status/1"],
    ["quote", "https://mobile.twitter.com/dana/status/1?s=20"],
    ["quote", "https://x.com/i/web/status/1"],
  ])("is %s with a link to %s", (kind, link) => {
    expect(kindOf(entities([link]))).toBe(kind);
  });

  it("is reply before quote, and repost before reply", () => {
    const quoting = entities(["https://x.com/dana/status/1"]);
    expect(kindOf({ ...quoting, in_reply_to_status_id_str: "5" })).toBe("reply");
    expect(kindOf({ full_text: "RT @dana: words", in_reply_to_status_id_str: "5" })).toBe("repost");
  });

  it("is no repost when the words stand elsewhere", () => {
    expect(kindOf({ full_text: "They said RT @dana: words" })).toBe("original");
  });
});

describe("what the owner did", () => {
  it("is a quote and no mention where the quoted account is known", () => {
    const acts = rowsOf(entities(["https://x.com/Dana/status/1"], [["dana", "9"]]), "interactions");
    expect(acts).toMatchObject([{ kind: "quote", actor_id: OWNER_ID, target_id: "9", post_id: "1" }]);
  });

  it("is one mention however often an account is named, and none of oneself", () => {
    const mentions = [
      ["dana", "9"],
      ["dana", "9"],
      ["ada", OWNER_ID],
      ["gone", "-1"],
    ] as const;
    expect(rowsOf(entities([], mentions), "interactions")).toMatchObject([
      { kind: "mention", target_id: "9" },
    ]);
  });

  it("is nothing to others in a thread of one's own", () => {
    const fields = { in_reply_to_status_id_str: "5", in_reply_to_user_id_str: OWNER_ID };
    expect(rowsOf(fields, "interactions")).toEqual([]);
    expect(rowsOf(fields, "posts")).toMatchObject([{ kind: "reply", parent_author_id: OWNER_ID }]);
  });

  it("is no act when the reposted account is unknown, and a repost has no counts", () => {
    const fields = { full_text: "RT @dana: words", retweet_count: "500" };
    expect(rowsOf(fields, "interactions")).toEqual([]);
    expect(rowsOf(fields, "post_stats")).toEqual([]);
  });
});

describe("the counts of a post", () => {
  it("are null when the archive does not give them, never zero", () => {
    const fields = { favorite_count: undefined, retweet_count: undefined };
    expect(rowsOf(fields, "post_stats")).toMatchObject([{ like_count: null, repost_count: null }]);
    expect(rowsOf({ favorite_count: "0", retweet_count: 7 }, "post_stats")).toMatchObject([
      { like_count: 0, repost_count: 7 },
    ]);
  });

  it.each(["-1", "1.5", "1e3", "", "99999999999999999999"])("refuse %j", text => {
    expect(() => rowsOf({ favorite_count: text }, "post_stats")).toThrow("bad_count_favorite_count");
  });
});

describe("ids and words of a post", () => {
  it("keep all digits of an id", () => {
    expect(rowsOf({ id_str: "18446744073709551615" }, "posts")[0]!.post_id).toBe("18446744073709551615");
    expect(rowsOf({ id_str: undefined, id: "12" }, "posts")[0]!.post_id).toBe("12");
    expect(() => rowsOf({ id_str: undefined, id: 2 ** 60 }, "posts")).toThrow("missing_id");
  });

  it("have their entities decoded once", () => {
    expect(rowsOf({ full_text: "&lt;b&gt; &amp;amp;" }, "posts")[0]!.text).toBe("<b> &amp;");
  });

  it.each([
    ["en", "en"],
    ["in", "id"],
    ["und", null],
    ["qme", null],
    ["zxx", null],
    ["quc", "quc"],
  ])("take the language %s as %s", (lang, expected) => {
    expect(rowsOf({ lang }, "posts")[0]!.lang).toBe(expected);
  });

  it("are whole where the archive has the long text of the same time and beginning", () => {
    const beginning = "A beginning of more than a hundred characters, which both share. ".repeat(2);
    const longTexts = new LongTexts();
    const note = (createdAt: string, text: string) => ({ noteTweetId: "77", createdAt, core: { text } });
    longTexts.add(note("2020-01-01T00:00:00.000Z", `${beginning}Another year.`));
    longTexts.add(note("2023-02-18T12:33:11.000Z", `${beginning}The end.`));
    expect(rowsOf({ full_text: `${beginning}The…` }, "posts", longTexts)[0]!.text).toBe(
      `${beginning}The end.`,
    );
    expect(rowsOf({ full_text: "A beginning" }, "posts", longTexts)[0]!.text).toBe("A beginning");
  });
});

describe("a deleted post", () => {
  it("is a removal at the time of its deletion, else of the archive", () => {
    const removedAt = (fields: object) => {
      const { tweet } = tweetEntry({ ...fields }) as { tweet: unknown };
      return normaliseDeletedTweet(tweet, observedAt);
    };
    expect(removedAt({ deleted_at: "Thu Feb 23 12:05:00 +0000 2023" })).toMatchObject({
      rows: [{ table: "removals", row: { removed_at: "2023-02-23T12:05:00.000Z", reason: "deleted" } }],
    });
    expect(removedAt({})).toMatchObject({ rows: [{ row: { removed_at: observedAt } }] });
    expect(removedAt({ deleted_at: "soon" })).toEqual({ reason: "bad_time_deleted_at" });
  });
});
