import { describe, expect, it } from "vitest";
import { OWNER_ID, tweetEntry } from "../../../test/support/x-archive.ts";
import type { TableRow } from "../contract.ts";
import { actOfMention, actOn, readOwnPost } from "./api/normalise.ts";
import { normaliseTweet } from "./normalise.ts";

const SEEN_AT = "2023-02-24T06:07:08.000Z";
const owner = { accountId: OWNER_ID, handle: "ada" };

/** A post in the archive of its author, who is the owner. */
function archived(id: string, fields: Record<string, unknown>) {
  const { tweet } = tweetEntry({ id_str: id, created_at: "Sun Feb 19 09:00:00 +0000 2023", ...fields }) as {
    tweet: unknown;
  };
  const read = normaliseTweet(tweet, { owner, observedAt: SEEN_AT, longTextOf: () => null });
  return actsIn("rows" in read ? read.rows : []);
}

const posted = (id: string, fields: Record<string, unknown>) => ({
  ...{ id, author_id: OWNER_ID, created_at: "2023-02-19T09:00:00.000Z" },
  ...fields,
});

/** The same in an API reading of the owner. */
function readOwn(id: string, fields: Record<string, unknown>) {
  const read = readOwnPost(posted(id, fields), owner, SEEN_AT);
  return actsIn("rows" in read ? read.rows : []);
}

const actsIn = (rows: readonly TableRow[]) =>
  rows.flatMap(({ table, row }) => (table === "interactions" ? [row] : []));
const idsOf = (acts: readonly { readonly interaction_id: string | null }[]) =>
  acts.map(act => act.interaction_id);
/** Of an act as the reading of another account tells it. */
const idIn = (act: ReturnType<typeof actOn>) =>
  act !== null && "row" in act ? act.row.interaction_id : null;

describe("an act on X has one id", () => {
  it("whether a repost comes from the archive, from who reposted, or from whom it names", () => {
    const words = "RT @dana: words";
    const kept = archived("90", {
      full_text: words,
      entities: { user_mentions: [{ screen_name: "dana", id_str: "7" }] },
    });
    const reference = [{ type: "retweeted", id: "55" }];
    const mentions = { entities: { mentions: [{ username: "dana", id: "7", start: 3, end: 8 }] } };
    const post = { text: words, referenced_tweets: reference, ...mentions };
    expect(kept).toMatchObject([{ kind: "repost", target_id: "7", post_id: null }]);
    expect(readOwn("90", post)).toMatchObject([{ kind: "repost", target_id: "7", post_id: "55" }]);
    expect(idsOf(kept)).toEqual(["90"]);
    expect(idsOf(readOwn("90", post))).toEqual(["90"]);
    expect(idIn(actOn(posted("90", post), "repost", "55", "7"))).toBe("90");
    expect(idIn(actOfMention(posted("90", post), new Map([["55", "7"]]), "7"))).toBe("90");
  });

  it("and each act of one post has its own", () => {
    const acts = archived("91", {
      full_text: "@dana and @eve",
      in_reply_to_status_id_str: "60",
      in_reply_to_user_id_str: "7",
      entities: {
        user_mentions: [
          { screen_name: "dana", id_str: "7" },
          { screen_name: "eve", id_str: "8" },
        ],
      },
    });
    expect(idsOf(acts)).toEqual(["91", "91#mention:8"]);
    expect(idIn(actOn(posted("92", {}), "quote", "60", "7"))).toBe("92#quote");
  });
});
