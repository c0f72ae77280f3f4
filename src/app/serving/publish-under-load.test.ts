import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { publishTinyRun } from "../../../test/support/tiny-lake.ts";
import { parseHandle } from "../../domain/handle.ts";
import { DuckDbEngine } from "../../engines/duckdb/duckdb-engine.ts";
import { forget } from "../../lake/forget.ts";
import { snapshotsOf } from "../../lake/snapshots.ts";
import { buildScoreAnswer } from "../build-score-answer.ts";
import { publishNewestSnapshot } from "./publish-snapshot.ts";

const ROUNDS = 3;
let served: ServedLake;

afterEach(() => served.close());

const openEngine = () =>
  DuckDbEngine.open({ memoryMebibytes: 256, threads: 1, spillDir: served.lake.temporaryDir("spill") });

/** A request that reads again and again, with other work in between, and says which runs it saw. */
const request = () =>
  served.snapshots.withView(async view => {
    const seen = new Set<string>();
    for (let step = 0; step < 5; step++) {
      const located = await view.locate(parseHandle("x:@amara"));
      if (located.kind !== "held") throw new Error("not held");
      const answer = await buildScoreAnswer(located, view.model);
      seen.add(answer.as_of);
      seen.add(located.reader.stamp.asOf);
      await new Promise(resolve => setImmediate(resolve));
    }
    return [...seen];
  });

/** Snapshot files that this process holds open after garbage was collected. */
async function openSnapshots(): Promise<readonly string[]> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let turn = 0; turn < 3; turn++) {
    collect();
    await new Promise(resolve => setImmediate(resolve));
  }
  const links = readdirSync("/proc/self/fd").flatMap(name => {
    try {
      return [readlinkSync(join("/proc/self/fd", name))];
    } catch {
      return [];
    }
  });
  return links.filter(link => link.startsWith(join(served.dataDir, "snapshots")));
}

describe("publishing a snapshot while requests run", () => {
  it("fails no request, mixes no answer, and closes the files of old ones", async () => {
    served = await servedTinyLake();
    const engine = await openEngine();
    let isDone = false;
    const seen = new Set<string>();
    const failures: unknown[] = [];
    const client = async () => {
      while (!isDone)
        try {
          const times = await request();
          if (times.length !== 1) failures.push(times);
          seen.add(times[0]!);
        } catch (error) {
          failures.push(error);
        }
    };
    const clients = Array.from({ length: 2 }, client);
    for (let day = 1; day <= ROUNDS; day++) {
      await publishTinyRun(served.lake, engine, `2026-11-0${day}T00:00:00.000Z`);
      await publishNewestSnapshot(served.dataDir);
      await request();
    }
    isDone = true;
    await Promise.all(clients);
    await engine.close();
    expect(failures).toEqual([]);
    expect(seen.size).toBeGreaterThan(1);
    expect(await request()).toEqual([`2026-11-0${ROUNDS}T00:00:00.000Z`]);
    expect(snapshotsOf(served.lake)).toHaveLength(3);
    expect(readdirSync(join(served.dataDir, "snapshots"))).toHaveLength(3);
    const newest = snapshotsOf(served.lake)[0]!.path;
    expect(new Set(await openSnapshots())).toEqual(new Set([newest]));
  });
});

describe("a request that outlasts the snapshot it began with", () => {
  it("reads that snapshot to its end, whatever is served to others meanwhile", async () => {
    served = await servedTinyLake();
    const engine = await openEngine();
    const [began, others, ended] = await served.snapshots.withView(async view => {
      const timeIn = async () => {
        const located = await view.locate(parseHandle("x:@amara"));
        return located.kind === "held" ? located.reader.stamp.asOf : null;
      };
      const first = await timeIn();
      await publishTinyRun(served.lake, engine, "2026-11-09T00:00:00.000Z");
      await publishNewestSnapshot(served.dataDir);
      return [first, await request(), await timeIn()] as const;
    });
    await engine.close();
    expect(others).toEqual(["2026-11-09T00:00:00.000Z"]);
    expect(ended).toBe(began);
  });
});

describe("an account that is forgotten while it is served", () => {
  it("is in no answer from then on, and its snapshots go for good", async () => {
    served = await servedTinyLake();
    const engine = await openEngine();
    const named = () =>
      served.snapshots.withView(async view => {
        const alice = await view.locate(parseHandle("x:@alice"));
        if (alice.kind !== "held") throw new Error("not held");
        const people = await view.reader.peopleBehind(alice.account, 9);
        return [
          ...people.map(person => person.handle),
          ...(await view.search("bo", 9)).map(hit => hit.handle),
          ...(await view.leaderboard({ limit: 9 })).entries.map(entry => entry.id),
        ];
      });
    expect(await named()).toEqual(expect.arrayContaining(["bob", "x:@bob", "x:2"]));
    const before = await served.snapshots.withView(async view => view.version);
    await forget(served.lake, engine, { network: "x", accountId: "2" });
    expect(snapshotsOf(served.lake)).toEqual([]);
    expect(readdirSync(join(served.dataDir, "snapshots"))).toEqual([]);
    const without = await named();
    for (const word of ["bob", "x:@bob", "x:2"]) expect(without).not.toContain(word);
    expect(await served.snapshots.withView(async view => view.version)).not.toBe(before);
    await expect(served.snapshots.withView(view => view.locate(parseHandle("x:@bob")))).rejects.toThrow(
      /bob/,
    );
    await publishNewestSnapshot(served.dataDir);
    expect(await named()).toEqual(without);
    await engine.close();
  });
});
