import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { packagePath } from "./package-root.ts";

const PLACE = pathToFileURL(packagePath("dist", "platform", "end-with-parent.js")).href;
/** Starts a child that works for a minute, and says its number. */
const PARENT = `
  import { spawn } from "node:child_process";
  const work = "const { endWithParent } = await import(process.argv[1]); endWithParent(); setTimeout(() => {}, 60_000);";
  const child = spawn(process.execPath, ["--input-type=module", "-e", work, ${JSON.stringify(PLACE)}],
    { stdio: ["ignore", "ignore", "ignore", "ipc"] });
  setTimeout(() => console.log(child.pid), 500);
  setInterval(() => {}, 1_000);`;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("a command that another process started", () => {
  it("ends when that process is killed", async () => {
    const parent = spawn(process.execPath, ["--input-type=module", "-e", PARENT], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [line] = (await once(createInterface(parent.stdout), "line")) as [string];
    const pid = Number(line);
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    for (let turn = 0; turn < 500 && isAlive(pid); turn++)
      await new Promise(resolve => setTimeout(resolve, 20));
    expect(isAlive(pid)).toBe(false);
  });
});
