import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { renownHere, temporaryFolders } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();
let data: string;

const at = (day: number, minute = 0) => new Date(Date.UTC(2026, 0, day, 10, minute)).toISOString();
const rows = (list: readonly object[]) =>
  list.map(row => JSON.stringify({ network: "x", ...row })).join("\n");

/** 1 writes; 2, 3, 4 and 5 act on it, 1 acts on 9 and once on 2; of 6 only counts are known; 5 turns private. */
beforeAll(async () => {
  const folder = await newFolder();
  const files = {
    accounts: [
      ...["1", "2", "3", "4", "5", "6", "9"].map(account_id => {
        return { account_id, handle: `acct_${account_id}`, observed_at: at(1) };
      }),
      { account_id: "5", handle: "acct_5", is_protected: true, observed_at: at(25) },
    ],
    posts: [
      ...[10, 11, 12].map(id => {
        return {
          post_id: String(id),
          author_id: "1",
          posted_at: at(3, id),
          kind: "original",
          text: `post ${id}`,
        };
      }),
      ...[60, 61, 62].map(id => {
        return {
          post_id: String(id),
          author_id: "6",
          posted_at: at(3, id),
          kind: "original",
          text: `post ${id}`,
        };
      }),
    ],
    post_stats: [60, 61, 62].map(id => {
      return { post_id: String(id), observed_at: at(9), like_count: id - 55, repost_count: 1 };
    }),
    interactions: [
      ...["2", "3", "4"].map(actor_id => {
        return { kind: "like", actor_id, target_id: "1", post_id: "10", acted_at: at(4) };
      }),
      { kind: "quote", actor_id: "3", target_id: "1", post_id: "11", acted_at: at(5) },
      // 2 gives most of its attention to others.
      ...["31", "32", "33", "34", "35", "36"].map(target_id => {
        return { kind: "repost", actor_id: "2", target_id, post_id: null, acted_at: at(4) };
      }),
      ...[1, 2, 3].map(minute => {
        return { kind: "reply", actor_id: "1", target_id: "9", post_id: null, acted_at: at(6, minute) };
      }),
      { kind: "like", actor_id: "1", target_id: "2", post_id: null, acted_at: at(6) },
    ],
  };
  for (const [table, list] of Object.entries(files))
    writeFileSync(join(folder, `${table}.ndjson`), rows(list));
  data = join(await newFolder(), "lake");
  expect(await renownHere(["import", folder, "--quiet", "--data", data])).toMatchObject({ exitCode: 0 });
  expect(await renownHere(["run", "--quiet", "--data", data])).toMatchObject({ exitCode: 0 });
});

async function answerOf(command: string, handle: string) {
  const { exitCode, json } = await renownHere([command, handle, "--json", "--data", data]);
  const [answer] = json() as readonly Record<string, unknown>[];
  return { exitCode, answer: answer! };
}

const idsOf = (list: unknown) => (list as { account_id: string }[]).map(person => person.account_id);

describe("the people around an account", () => {
  it("are influencers when it acts on them, and influencees when they act on it", async () => {
    const movedBy = await answerOf("influencers", "x:@acct_1");
    expect(idsOf(movedBy.answer["people"])).toEqual(["9", "2"]);
    expect(movedBy.answer["people"]).toMatchObject([{ replies: 3 }, { likes: 1 }]);
    const moves = await answerOf("influencees", "x:@acct_1");
    // 3 quoted and liked and does little else; 2 has standing, but little attention left.
    expect(idsOf(moves.answer["people"])).toEqual(["3", "4", "2"]);
    const shares = (moves.answer["people"] as { attention_share: number }[]).map(one => one.attention_share);
    expect(shares[0]).toBeGreaterThan(shares[1]!);
    expect(shares[2]).toBeLessThan(0.1);
    expect(idsOf((await answerOf("influencers", "x:@acct_3")).answer["people"])).toEqual(["1"]);
  });

  it("react to its moments, each counted once", async () => {
    const { answer } = await answerOf("moments", "x:@acct_1");
    expect(answer["moments"]).toMatchObject([
      { place: 1, post_id: "11", quote_count: 1, people_seen_count: 1, url: "https://x.com/i/web/status/11" },
      { place: 2, post_id: "10", like_count: 3, people_seen_count: 3 },
    ]);
  });

  it("are unknown where only counts were observed, and moments then rest on counts", async () => {
    const { exitCode, answer } = await answerOf("moments", "x:@acct_6");
    expect(exitCode).toBe(0);
    expect(answer["moments"]).toMatchObject([
      { post_id: "62", like_count: 7, people_seen_count: null, people: [] },
      { post_id: "61" },
      { post_id: "60" },
    ]);
    for (const command of ["influencers", "influencees"])
      expect(await answerOf(command, "x:@acct_6")).toMatchObject({
        exitCode: 4,
        answer: { people: [], reason: expect.stringContaining("Only counts were observed") },
      });
  });

  it("stand in its explanation and hold nobody around a protected account", async () => {
    const { answer } = await answerOf("explain", "x:@acct_1");
    expect(idsOf(answer["moved_by"])).toEqual(["9", "2"]);
    expect(idsOf(answer["moves"])).toEqual(["3", "4", "2"]);
    expect(answer["moments"]).toHaveLength(2);
    for (const command of ["moments", "influencers", "influencees"])
      expect(await answerOf(command, "x:@acct_5")).toMatchObject({
        exitCode: 4,
        answer: { reason: expect.stringContaining("protected") },
      });
  });

  it("have a standing that is shown beside the score, and none where only counts were observed", async () => {
    const shownOf = async (handle: string) => {
      const list = (await answerOf("explain", handle)).answer["shown"] as {
        feature: string;
        value: number;
      }[];
      return Object.fromEntries(list.map(({ feature, value }) => [feature, value]));
    };
    const seen = await shownOf("x:@acct_1");
    expect(seen["mean_engager_standing"]).toBeGreaterThanOrEqual(1);
    expect(seen["top_decile_engager_standing"]).toBeGreaterThanOrEqual(seen["mean_engager_standing"]!);
    expect(seen["engaged_people_count"]).toBe(3);
    expect(await shownOf("x:@acct_6")).toMatchObject({
      mean_engager_standing: null,
      top_decile_engager_standing: null,
      amplified_post_share: 1,
    });
  });

  it("are left out and counted when they turned private after the run", async () => {
    const folder = await newFolder();
    const closed = { account_id: "4", handle: "acct_4", is_protected: true, observed_at: at(26) };
    writeFileSync(join(folder, "accounts.ndjson"), rows([closed]));
    expect(await renownHere(["import", folder, "--quiet", "--data", data])).toMatchObject({ exitCode: 0 });
    const { answer } = await answerOf("influencees", "x:@acct_1");
    expect(idsOf(answer["people"])).toEqual(["3", "2"]);
    expect(answer).toMatchObject({ people_count: 3, hidden_people_count: 1 });
    expect(JSON.stringify((await answerOf("moments", "x:@acct_1")).answer)).not.toContain("acct_4");
    const text = await renownHere(["influencees", "x:@acct_1", "--data", data]);
    expect(text.out).toContain("1 person is not shown: protected or erased.");
  });
});
