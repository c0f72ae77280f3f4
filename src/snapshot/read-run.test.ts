import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { TINY_PROFILES, TINY_RUN, writeTinyMarts } from "../../test/support/tiny-marts.ts";
import { parseHandle } from "../domain/handle.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { PAID_FEATURE_NAMES } from "../features/registry.ts";
import type { Lake } from "../lake/contract.ts";
import type { RunReader, StoredAccount } from "./contract.ts";
import { SnapshotFile } from "./file/open-snapshot.ts";
import { historyIn, readSnapshot } from "./file/read-snapshot.ts";
import { accountById } from "./file/stored-account.ts";
import { writeSnapshot } from "./file/write-snapshot.ts";
import { readHistory } from "./read-history.ts";
import { readRun } from "./read-run.ts";
import { publishedRelations } from "./run-relations.ts";

/** Where the same answers come from. */
const READERS = ["the marts", "the snapshot"] as const;
type ReaderName = (typeof READERS)[number];

const dir = mkdtempSync(join(tmpdir(), "renown-marts-"));
const forgotten = new Set<string>();
const unlisted = new Set<string>();
let engine: DuckDbEngine;
let readers: Readonly<Record<ReaderName, RunReader>>;
let file: SnapshotFile;

beforeAll(async () => {
  engine = await DuckDbEngine.open({ memoryMebibytes: 256, threads: 1, spillDir: join(dir, "spill") });
  await writeTinyMarts(engine, dir);
  const columns = {
    network: "text",
    account_id: "text",
    handle: "text",
    display_name: "text",
    is_protected: "boolean",
    is_indexable: "boolean",
    observed_at: "timestamp",
  };
  await engine.createTableFromRows("profiles", columns, TINY_PROFILES);
  const lake = { source: () => "SELECT * FROM profiles" } as unknown as Lake;
  const run = { runId: "run-000001", publishedAt: TINY_RUN.asOf, dir, ...TINY_RUN };
  const stamp = { basis: "published", runId: run.runId, ...TINY_RUN } as const;
  const isHidden = (network: string, id: string) => forgotten.has(`${network}:${id}`);
  const isUnlisted = (network: string, id: string) => unlisted.has(`${network}:${id}`);
  const relations = publishedRelations(lake, run);
  const path = join(dir, "snapshot.db");
  const historyFiles = [join(dir, "history.parquet")];
  const asked = { features: PAID_FEATURE_NAMES, qualities: [] };
  await writeSnapshot(
    engine,
    { relations, stamp, publishedAt: TINY_RUN.asOf, profilesThrough: 0, historyFiles, ...asked },
    path,
  );
  file = SnapshotFile.open(path);
  readers = {
    "the marts": readRun(engine, relations, stamp, { isHidden, isUnlisted, isTopicHidden: () => false }),
    "the snapshot": readSnapshot(file, {
      isShown: ({ network, accountId }) => !isHidden(network, accountId),
      isListed: ({ network, accountId }) => !isHidden(network, accountId) && !isUnlisted(network, accountId),
      isTopicHidden: () => false,
    }),
  };
});

afterAll(async () => {
  file.close();
  await engine.close();
  rmSync(dir, { recursive: true, force: true });
});

describe.each(READERS)("a reader of a published run, from %s", name => {
  let reader: RunReader;
  beforeEach(() => {
    reader = readers[name];
  });

  async function account(text: string): Promise<StoredAccount> {
    const found = await reader.findAccount(parseHandle(text));
    if (found === null) throw new Error(`${text} not found`);
    return found;
  }

  it("finds an account by handle without regard to case, and by id", async () => {
    expect((await account("x:@ALICE")).accountId).toBe("1");
    expect((await account("x:1")).handle).toBe("Alice");
    expect(await reader.findAccount(parseHandle("x:@1"))).toBeNull();
    expect(await reader.findAccount(parseHandle("x:@nobody"))).toBeNull();
  });

  it("gives a handle that changed hands to whoever showed it last", async () => {
    expect((await account("x:@moved")).accountId).toBe("8");
  });

  it("lists the accounts of an identity", async () => {
    const amara = await account("amara.example.org");
    expect(amara.identityId).toBe("x:5");
    const members = await reader.members("x:5");
    expect(members.map(member => member.accountId)).toEqual(["did:plc:amara", "5"]);
  });

  it("names the people behind an account, the heaviest first, with their own score", async () => {
    const people = await reader.peopleBehind(await account("x:@alice"), 2);
    expect(people.map(person => [person.account_id, person.handle, person.score])).toEqual([
      ["2", "bob", 51],
      ["77", null, null],
    ]);
  });

  it("gives the posts drawn from a set in the order drawn, without answers to who is forgotten", async () => {
    const alice = await account("x:@alice");
    const own = await reader.sampledPosts(alice, "posts");
    expect(own?.posts_count).toBe(3);
    expect(own?.posts.map(({ post_id, like_count }) => [post_id, like_count])).toEqual([
      ["p3", null],
      ["p1", 2],
    ]);
    const answers = async () => {
      const sample = await reader.sampledPosts(alice, "answers");
      return sample?.posts.map(post => [post.post_id, post.target_id, post.target_handle]);
    };
    expect(await answers()).toEqual([
      ["p4", "2", "bob"],
      ["p5", "77", null],
    ]);
    forgotten.add("x:2");
    try {
      expect(await answers()).toEqual([["p5", "77", null]]);
    } finally {
      forgotten.delete("x:2");
    }
    expect(await reader.sampledPosts(await account("x:@bob"), "posts")).toEqual({
      posts: [],
      posts_count: 0,
    });
  });

  it("tells who moves an account from whom it moves", async () => {
    const alice = await account("x:@alice");
    const movedBy = await reader.peopleAround(alice, "moved_by", 9);
    expect(movedBy.map(person => [person.account_id, person.attention_share, person.likes])).toEqual([
      ["2", 0.75, 7],
      ["3", 0.0625, 1],
    ]);
    const moves = await reader.peopleAround(alice, "moves", 9);
    // 77 was never acted on: a standing of 1. Those of 2 and 3 are 10^0.5.
    expect(moves.map(person => [person.account_id, person.passed_standing])).toEqual([
      ["2", 0.25 * 10 ** 0.5],
      ["77", 0.5],
      ["3", 0.125 * 10 ** 0.5],
    ]);
    expect(await reader.countAround(alice, "moves")).toEqual({ people_count: 3, hidden_people_count: 0 });
  });

  it("lists moments by what they drew, with the people of the highest standing first", async () => {
    const moments = await reader.moments(await account("x:@alice"), 9);
    expect(moments.map(one => [one.post_id, one.strength, one.people_seen_count])).toEqual([
      ["p2", 4, 3],
      ["p1", 1, null],
    ]);
    expect(moments[0]!.people.map(person => person.account_id)).toEqual(["2", "77", "3"]);
    expect(moments[1]!.people).toEqual([]);
  });

  it("says when the accounts of an identity were linked", async () => {
    const times = await reader.linkedTimes("x:5");
    expect([...times.keys()].toSorted()).toEqual(["bluesky:did:plc:amara", "x:5"]);
    expect(times.get("x:5")).toContain("2026-10-13");
    expect((await reader.linkedTimes("x:1")).size).toBe(0);
  });

  it("lists posts by their reactions and keeps counts that were not observed as null", async () => {
    const posts = await reader.postsBehind(await account("x:@alice"), 3);
    expect(posts.map(post => [post.post_id, post.like_count, post.repost_count])).toEqual([
      ["p2", 40, null],
      ["p1", 2, null],
      ["p3", null, null],
    ]);
  });

  it("ranks identities over all networks, and accounts of one, without the self-supplied and the unscored", async () => {
    const everybody = await reader.top({ limit: 3 });
    expect(everybody.map(entry => entry.id)).toEqual(["x:1", "x:2", "x:5"]);
    expect(everybody[2]!.accounts.map(one => one.network).toSorted()).toEqual(["bluesky", "x"]);
    const bluesky = await reader.top({ network: "bluesky", limit: 3 });
    expect(bluesky.map(entry => entry.id)).toEqual(["bluesky:did:plc:amara"]);
    expect(await reader.rankedCount("x")).toBe(5);
  });

  it("counts who stands below, equals half", async () => {
    // Ranked on x: 20, 21, 30, 51, 52.
    expect(await reader.standingInLake("x", 51)).toEqual({ size: 5, percentile: 70 });
    // Half to double of 1200 followers: 1100 and 1200.
    expect(await reader.standingAmongSimilar("x", 52, 1200)).toEqual({ size: 2, percentile: 75 });
    expect(await reader.standingInLake("nostr", 51)).toEqual({ size: 0, percentile: null });
  });

  it("tells where each feature stands, and null where it was not observed", async () => {
    const percentiles = await reader.featurePercentiles(await account("x:@alice"), [
      "engaged_people",
      "listed_count",
      "people_rank",
    ]);
    // With enough data on x: 7 accounts; 5 of them have fewer engaged people, all have the same people_rank.
    expect(percentiles["engaged_people"]).toBeCloseTo((100 * 5.5) / 7, 9);
    expect(percentiles["listed_count"]).toBeNull();
    expect(percentiles["people_rank"]).toBe(50);
  });

  it("lists nobody who opted out after the run, and still answers about them", async () => {
    const before = await reader.top({ limit: 50 });
    const [first] = before[0]!.accounts;
    unlisted.add(`${first!.network}:${first!.account_id}`);
    expect(await reader.top({ limit: 50 })).toEqual(before.slice(1));
    const query = { network: first!.network, kind: "id", value: first!.account_id } as const;
    expect(await reader.findAccount(query)).not.toBeNull();
    unlisted.clear();
  });

  it("names nobody who was forgotten after the run", async () => {
    forgotten.add("x:2");
    const alice = await account("x:@alice");
    expect(await reader.findAccount(parseHandle("x:@bob"))).toBeNull();
    expect((await reader.peopleBehind(alice, 9)).map(person => person.account_id)).toEqual(["77", "3"]);
    const [moved, moves] = [
      await reader.peopleAround(alice, "moved_by", 1),
      await reader.peopleAround(alice, "moves", 9),
    ];
    expect(moved.map(person => person.account_id)).toEqual(["3"]);
    expect(moves.map(person => person.account_id)).toEqual(["77", "3"]);
    expect(await reader.countAround(alice, "moves")).toEqual({ people_count: 3, hidden_people_count: 1 });
    const [heaviest] = await reader.moments(alice, 1);
    expect(heaviest!.people.map(person => person.account_id)).toEqual(["77", "3"]);
    expect((await reader.top({ limit: 2 })).map(entry => entry.id)).toEqual(["x:1", "x:5"]);
    forgotten.clear();
  });
});

describe("the published history of an account", () => {
  it("is read from the files of all runs, empty when there is none, and the same from a snapshot", async () => {
    const points = await readHistory(engine, [join(dir, "history.parquet")], "x", "1");
    expect(points).toEqual([
      {
        as_of: TINY_RUN.asOf,
        published_at: TINY_RUN.asOf,
        model: TINY_RUN.modelId,
        score: 52,
        low: 49,
        high: 55,
        coverage: 0.9,
      },
    ]);
    expect(await readHistory(engine, [], "x", "1")).toEqual([]);
    const [alice] = accountById(file, "x", "1");
    expect(historyIn(file, alice!)).toEqual(points);
  });

  it("holds no coverage of scores that were published before it was kept", async () => {
    const now = join(dir, "history.parquet");
    const before = join(dir, "history-before.parquet");
    await engine.writeParquet(
      `SELECT * EXCLUDE (coverage) REPLACE (as_of - INTERVAL 1 DAY AS as_of) FROM read_parquet('${now}')`,
      before,
      ["network", "account_id"],
    );
    const alone = await readHistory(engine, [before], "x", "1");
    expect(alone.map(point => point.coverage)).toEqual([null]);
    const both = await readHistory(engine, [before, now], "x", "1");
    expect(both.map(point => point.coverage)).toEqual([null, 0.9]);
  });
});
