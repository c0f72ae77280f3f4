import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { childrenOf, until } from "../../test/support/child-processes.ts";
import { makeTinyLake, publishTinyRun } from "../../test/support/tiny-lake.ts";
import { publishNewestSnapshot } from "../app/serving/publish-snapshot.ts";
import { DuckDbEngine } from "../engines/duckdb/duckdb-engine.ts";
import { openLake } from "../lake/open-lake.ts";
import { type RunningService, type ServeOptions, serveLake } from "./serve-lake.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const dataDir = mkdtempSync(join(tmpdir(), "renown-readers-"));
let service: RunningService;
beforeAll(async () => {
  await makeTinyLake(dataDir);
  await publishNewestSnapshot(dataDir);
  service = await serve();
});
afterAll(async () => {
  await service.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The lake served by two processes, started once for most tests: it takes seconds. */
async function serve(given: Partial<ServeOptions> = {}): Promise<RunningService> {
  const silent = () => {};
  const running = await serveLake({
    ...{
      dataDir,
      host: "127.0.0.1",
      port: 0,
      publish: null,
      trustsProxy: false,
      everyMs: null,
      keep: "120d",
    },
    ...{ processes: 2, log: { info: silent, warn: silent, error: silent }, logLevel: "warn" },
    ...given,
  });
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) await running.stop(1_000);
    isStopped = true;
  };
  return { ...running, stop };
}

/** What many connections at once get of `address`. */
function atOnce(count: number, address: string): Promise<Response[]> {
  return Promise.all(Array.from({ length: count }, () => fetch(address)));
}

describe("a service of several processes", () => {
  it("answers what one process answers, and counts each request once", async () => {
    const alone = await serve({ processes: 1 });
    closers.push(alone.stop);
    for (const path of [
      ...["/api/v1/score/x:@alice", "/api/v1/score/x:@alice?format=csv", "/api/v1/top"],
      ...["/api/v1/score/?", "/api/v1/methodology", "/nowhere", "/v2/identity.json/twitter?screenName=alice"],
    ]) {
      const [one, two] = await Promise.all([fetch(alone.url + path), fetch(service.url + path)]);
      const shown = [...two.headers].filter(([name]) => name !== "date");
      expect(shown, path).toEqual([...one.headers].filter(([name]) => name !== "date"));
      expect([two.status, await two.text()], path).toEqual([
        one.status,
        (await one.text()).replaceAll(alone.url, service.url),
      ]);
    }
    for (const answer of await atOnce(8, `${service.url}/api/v1/score/x:@bob`))
      expect(answer.status).toBe(200);
    const begun = await fetch(`${service.url}/api/v1/score/x:@nobody`);
    expect(begun.status).toBe(202);
    for (const job of await atOnce(4, service.url + begun.headers.get("location")))
      expect(job.status).toBe(200);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toContain('route="/api/v1/score/:handle",status="200"} 10');
    expect(metrics).toContain('route="/api/v1/score/:handle",status="202"} 1');
  });

  it("shows every connection newer snapshots only, mixes no answer and fails none while one is published", async () => {
    const lake = await openLake(dataDir);
    closers.push(() => lake.close());
    const spillDir = lake.temporaryDir("spill");
    const engine = await DuckDbEngine.open({ memoryMebibytes: 256, threads: 1, spillDir });
    closers.push(() => engine.close());
    let isDone = false;
    const wrong: unknown[] = [];
    const seen = new Set<string>();
    const client = async () => {
      let newest = "";
      while (!isDone) {
        const answer = await fetch(`${service.url}/api/v1/score/x:@amara`);
        if (answer.status !== 200) wrong.push(answer.status);
        const { as_of } = (await answer.json()) as { as_of: string };
        if (as_of < newest) wrong.push([newest, as_of]);
        newest = as_of;
        seen.add(as_of);
      }
    };
    const clients = Array.from({ length: 6 }, client);
    for (let day = 1; day <= 3; day++) {
      await publishTinyRun(lake, engine, `2026-11-0${day}T00:00:00.000Z`);
      await publishNewestSnapshot(dataDir);
      for (const answer of await atOnce(6, `${service.url}/api/v1/score/x:@amara`))
        expect(await answer.json()).toMatchObject({ as_of: `2026-11-0${day}T00:00:00.000Z` });
    }
    isDone = true;
    await Promise.all(clients);
    expect(wrong).toEqual([]);
    expect(seen.size).toBeGreaterThan(1);
  });

  it("starts another reader when one ends by itself", async () => {
    const before = childrenOf(process.pid);
    for (const pid of before) process.kill(pid, "SIGKILL");
    const isBack = async () => {
      // A connection that was being handed to a reader as it died is answered by nobody.
      const signal = AbortSignal.timeout(1_000);
      const status = await fetch(`${service.url}/api/v1/top`, { signal }).then(
        answer => answer.status,
        () => 0,
      );
      return status === 200 && childrenOf(process.pid).filter(pid => !before.includes(pid)).length === 2;
    };
    await until(isBack);
  });

  it("leaves nothing behind when it is stopped", async () => {
    const readers = childrenOf(process.pid);
    await service.stop();
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
    await until(() => readers.every(pid => !childrenOf(process.pid).includes(pid)));
  });

  it("gives a caller its requests a minute over all processes together", async () => {
    const strict = await serve({ publish: "claimed" });
    closers.push(strict.stop);
    const answers = await atOnce(70, `${strict.url}/api/v1/top`);
    const left = answers.map(answer => Number(answer.headers.get("ratelimit-remaining")));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    expect(new Set(left.filter(count => count > 0)).size).toBe(59);
  });
});
