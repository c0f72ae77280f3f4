import { writeFileSync } from "node:fs";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { parseHandle } from "../../domain/handle.ts";
import { snapshotsOf } from "../../lake/snapshots.ts";
import { buildScoreAnswer } from "../build-score-answer.ts";
import { publishNewestSnapshot } from "./publish-snapshot.ts";
import { serveSnapshots } from "./served-snapshots.ts";

let served: ServedLake;

beforeAll(async () => {
  served = await servedTinyLake();
});

afterAll(async () => {
  await served.close();
});

describe("a served snapshot", () => {
  it("answers a score with its percentiles and the accounts of the person", async () => {
    const answer = await served.snapshots.withView(async view =>
      buildScoreAnswer(await view.locate(parseHandle("x:@AMARA")), view.model),
    );
    expect(answer.handle).toBe("x:@amara");
    expect(answer.percentiles.map(one => one.population)).toEqual(["reference", "lake", "similar_audience"]);
    expect(answer.networks.map(one => one.network)).toEqual(["x", "bluesky"]);
    expect(answer.contributions.length).toBeGreaterThan(5);
  });

  it("finds nobody who is protected or unknown", async () => {
    for (const handle of ["x:@pia", "x:@nobody"])
      await expect(served.snapshots.withView(view => view.locate(parseHandle(handle)))).rejects.toThrow(
        /x:@(pia|nobody)/,
      );
  });

  it("searches handles and names by their beginning", async () => {
    const search = (prefix: string) => served.snapshots.withView(view => view.search(prefix, 5));
    expect((await search("AM")).map(hit => [hit.handle, hit.score])).toEqual([
      ["amara.example.org", 40],
      ["x:@amara", 30],
    ]);
    expect((await search("own ar")).map(hit => hit.handle)).toEqual(["x:@archived"]);
    expect(await search("pi")).toEqual([]);
    expect(await search("")).toEqual([]);
  });

  it("pages a leaderboard", async () => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await served.snapshots.withView(view =>
        view.leaderboard({ limit: 2, ...(cursor !== undefined && { cursor }) }),
      );
      expect(page.size).toBe(5);
      ids.push(...page.entries.map(entry => entry.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(ids).toEqual(["x:1", "x:2", "x:5", "x:8", "x:7"]);
  });

  it("tells how scores are spread", async () => {
    const x = await served.snapshots.withView(view => view.distribution("x"));
    // 20, 21, 30, 51, 52.
    expect(x.size).toBe(5);
    expect(x.percentiles[51]).toEqual({ score: 51, percentile: 70 });
    expect(x.decades.map(({ count }) => count)).toEqual([0, 0, 2, 1, 0, 2, 0, 0, 0, 0]);
    expect((await served.snapshots.withView(view => view.distribution("nostr"))).size).toBe(0);
  });

  it("mints digits for an identity once, and finds its strongest account by them", async () => {
    const [id, again, account, none] = await served.snapshots.withView(async view => {
      const minted = await view.kloutIdOf("x:5");
      return [
        minted,
        await view.kloutIdOf("x:5"),
        await view.accountOfKloutId(minted),
        await view.accountOfKloutId("99999999"),
      ] as const;
    });
    expect(id).toMatch(/^\d+$/);
    expect(again).toBe(id);
    expect(account?.accountId).toBe("did:plc:amara");
    expect(none).toBeNull();
  });
});

describe("a snapshot that this program cannot read", () => {
  it("because it is damaged counts as not built", async () => {
    const lake = await servedTinyLake();
    const [old] = snapshotsOf(lake.lake);
    writeFileSync(old!.path, "not a database");
    expect((await publishNewestSnapshot(lake.dataDir)).isNew).toBe(true);
    await lake.close();
  });

  it("because another version wrote it counts as not built and is built again", async () => {
    const lake = await servedTinyLake();
    try {
      const [old] = snapshotsOf(lake.lake);
      const db = new Database(old!.path);
      db.prepare("UPDATE meta SET value = '0' WHERE name = 'version'").run();
      db.close();
      const snapshots = serveSnapshots(lake.lake, "open");
      expect(snapshots.status()).toMatchObject({ servedRunId: null, isPublished: false });
      await expect(snapshots.withView(async view => view.version)).rejects.toThrow(
        /No snapshot is published/,
      );
      const built = await publishNewestSnapshot(lake.dataDir);
      expect(built.isNew).toBe(true);
      expect(await snapshots.withView(async view => view.reader.stamp.runId)).toBe(built.runId);
      await snapshots.close();
    } finally {
      await lake.close();
    }
  });
});
