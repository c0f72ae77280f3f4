import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const scriptPath = fileURLToPath(new URL("first-opening.mjs", import.meta.url));
const PROCESSES = 3;
const DATABASES = 60;
const EVERY_MS = 30;
const TIME_TO_START_MS = 1000;

const dir = mkdtempSync(join(tmpdir(), "renown-first-opening-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("processes that create the same lake.db at the same moment all get it", async () => {
  const args = [dir, DATABASES, Date.now() + TIME_TO_START_MS, EVERY_MS].map(String);
  const children = Array.from({ length: PROCESSES }, () => fork(scriptPath, args, { execArgv: [] }));
  const closings = await Promise.all(children.map(child => once(child, "close")));
  expect(closings).toEqual(Array(PROCESSES).fill([0, null]));
});
