import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packagePath } from "../../src/platform/package-root.ts";
import { renown } from "../support/renown-cli.ts";
import { makeTinyLake } from "../support/tiny-lake.ts";

const dir = mkdtempSync(join(tmpdir(), "renown-serve-"));

beforeAll(() => makeTinyLake(dir));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("renown serve", () => {
  it("refuses to name everybody to other machines", async () => {
    for (const host of ["0.0.0.0", "::", "192.0.2.7", "example.org"]) {
      const refused = await renown(["serve", "--host", host, "--port", "0", "--data", dir]);
      expect(refused.exitCode).toBe(2);
      expect(refused.err).toMatch(/--publish claimed .*--publish indexable/);
    }
    for (const [flag, value] of [
      ["--publish", "everybody"],
      ["--port", "70000"],
      ["--every", "soon"],
    ] as const)
      expect(await renown(["serve", flag, value, "--data", dir])).toMatchObject({ exitCode: 2, out: "" });
  });

  it("builds the snapshot that is missing while it answers, becomes ready, and stops when told", async () => {
    const args = [packagePath("bin", "renown.mjs"), "serve", "--port", "0", "--json", "--data", dir];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    const ended = new Promise<number | null>(resolve => child.once("close", resolve));
    let log = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
    const [line] = (
      await new Promise<string>(resolve => child.stdout.setEncoding("utf8").once("data", resolve))
    ).split("\n");
    const { url } = JSON.parse(line!) as { url: string };
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    let status = 0;
    for (const deadline = Date.now() + 60_000; status !== 200 && Date.now() < deadline; )
      status = (await fetch(`${url}/readyz`)).status;
    expect(status).toBe(200);
    expect(readdirSync(join(dir, "snapshots"))).toHaveLength(1);
    // The process that built it tidies up after the snapshot counts.
    for (const deadline = Date.now() + 60_000; !log.includes('"finished"') && Date.now() < deadline; )
      await fetch(`${url}/healthz`);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    const messages = log
      .trim()
      .split("\n")
      .map(text => (JSON.parse(text) as { msg: string }).msg);
    expect(messages).toEqual(expect.arrayContaining(["listening", "started", "stopped"]));
    expect(readdirSync(join(dir, "tmp"))).toEqual([]);
  });
});
