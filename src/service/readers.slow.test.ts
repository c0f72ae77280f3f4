import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { childrenOf, parentOf, until } from "../../test/support/child-processes.ts";
import { makeTinyLake } from "../../test/support/tiny-lake.ts";
import { publishNewestSnapshot } from "../app/serving/publish-snapshot.ts";
import { packagePath } from "../platform/package-root.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe("a service of several processes at the command line", () => {
  it("ends its readers with it when it is killed", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "renown-readers-"));
    closers.push(() => rmSync(dataDir, { recursive: true, force: true }));
    await makeTinyLake(dataDir);
    await publishNewestSnapshot(dataDir);
    const child = spawn(
      process.execPath,
      [
        packagePath("bin", "renown.mjs"),
        "--data",
        dataDir,
        "--json",
        "serve",
        "--port",
        "0",
        "--processes",
        "2",
      ],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    closers.push(() => child.kill("SIGKILL"));
    await once(createInterface(child.stdout), "line");
    const readers = childrenOf(child.pid!);
    expect(readers).toHaveLength(2);
    child.kill("SIGKILL");
    await until(() => readers.every(pid => parentOf(pid) === null));
  });
});
