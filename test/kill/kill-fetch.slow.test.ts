import { type ChildProcess, fork } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { afterEach, describe, expect, it } from "vitest";
import { TABLE_NAMES } from "../../src/domain/interchange/schema.ts";
import { openLake } from "../../src/lake/open-lake.ts";
import { type FakeServer, startFakeNetwork } from "../support/fake-network-server.ts";
import { fakeWorld } from "../support/fake-network-world.ts";
import { temporaryFolders } from "../support/renown-cli.ts";
import { openTestEngine } from "../support/sources.ts";

const newFolder = temporaryFolders();
const NOW = "2026-03-01T00:00:00.000Z";
const scenario = fileURLToPath(new URL("kill-fetch-scenario.mjs", import.meta.url));
const servers: FakeServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** The fake connector as a module that a process without a compiler can load. */
function compiledConnector(folder: string): string {
  const source = readFileSync(new URL("../support/fake-connector.ts", import.meta.url), "utf8");
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(source, { compilerOptions: options });
  const dist = new URL("../../dist/", import.meta.url).href;
  const path = join(folder, "fake-connector.mjs");
  writeFileSync(path, outputText.replaceAll(/"\.\.\/\.\.\/src\/(.*)\.ts"/g, `"${dist}$1.js"`));
  return pathToFileURL(path).href;
}

/** A network whose requests are counted, and a way to read it in a process that is killed at the n-th of them. */
async function killable() {
  let child: ChildProcess | null = null;
  let left = Number.POSITIVE_INFINITY;
  const world = fakeWorld({ stars: 1, postsEach: 6, fans: 20, now: NOW });
  const server = await startFakeNetwork(world, {
    pageSize: 4,
    onRequest: () => {
      left -= 1;
      if (left === 0) child?.kill("SIGKILL");
    },
  });
  servers.push(server);
  const folder = await newFolder();
  const connector = compiledConnector(folder);
  const run = (dataDir: string, killAt: number | null) =>
    new Promise<unknown>((resolve, reject) => {
      left = killAt ?? Number.POSITIVE_INFINITY;
      let answer: unknown = null;
      child = fork(scenario, [dataDir, server.url, connector, NOW], { timeout: 60_000 });
      child.on("message", message => {
        answer = message;
      });
      child.on("error", reject);
      child.on("close", code =>
        code !== 0 && killAt === null ? reject(new Error("failed")) : resolve(answer),
      );
    });
  return { server, folder, run };
}

/** All rows of a lake, in order. */
async function rowsIn(dir: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const lake = await openLake(dir);
  const engine = await openTestEngine();
  try {
    await lake.compact(engine);
    const tables: Record<string, readonly string[]> = {};
    for (const table of TABLE_NAMES) {
      const rows = await engine.rows(`SELECT * FROM (${lake.source(table)}) AS rows`);
      tables[table] = rows.map(row => JSON.stringify(row)).sort();
    }
    return tables;
  } finally {
    await engine.close();
    await lake.close();
  }
}

describe("fetching that is killed", () => {
  it("loses nothing, doubles nothing and reads no page twice but the one it died in", async () => {
    const { server, folder, run } = await killable();
    const whole = (await run(join(folder, "whole"), null)) as { answer: { score: number } };
    const wholeRequests = server.requestCount;
    expect(wholeRequests).toBeGreaterThan(15);
    const broken = join(folder, "broken");
    const kills = [1, 3, 5, 4];
    for (const killAt of kills) expect(await run(broken, killAt)).toBeNull();
    const resumed = (await run(broken, null)) as { answer: { score: number } };
    expect(await rowsIn(broken)).toEqual(await rowsIn(join(folder, "whole")));
    expect(resumed.answer.score).toBe(whole.answer.score);
    expect(server.requestCount - wholeRequests).toBeLessThanOrEqual(wholeRequests + kills.length);
  });
});
