import { fork } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

const scenarioPath = fileURLToPath(new URL("kill-scenario.mjs", import.meta.url));

/** Far longer than any scenario takes. */
const LONGEST_RUN_MS = 60_000;

export type ScenarioName = "import" | "journal" | "compact" | "forget";
export const SCENARIO_NAMES: readonly ScenarioName[] = ["import", "journal", "compact", "forget"];

interface LakeContents {
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly cursors: readonly (string | null)[];
  readonly hasOnlyCountedRows: boolean;
}

interface Scenarios {
  runScenario(name: ScenarioName, dir: string, onStep?: () => void): Promise<void>;
  readLake(dir: string): Promise<LakeContents>;
}

const scenarios: Scenarios = await import(scenarioPath);

/** What a scenario leaves in the lake when nothing disturbs it, and its number of durable steps. */
export async function undisturbed(name: ScenarioName) {
  let stepCount = 0;
  return inFolder(async dir => {
    await scenarios.runScenario(name, dir, () => {
      stepCount += 1;
    });
    return { contents: await scenarios.readLake(dir), stepCount };
  });
}

/** When to kill: before the n-th durable step, or after so many milliseconds. */
export type Moment = { readonly beforeStep: number } | { readonly afterMs: number };

/** Kills a process in the middle of the scenario, does the scenario again, and expects the undisturbed result:
 *  nothing acknowledged is lost, nothing stands twice, nothing uncounted is left. */
export async function expectSurvives(
  name: ScenarioName,
  moment: Moment,
  expected: LakeContents,
): Promise<void> {
  await inFolder(async dir => {
    const acknowledged = await killedRun(name, dir, moment);
    if (name === "journal") {
      const { rows } = await scenarios.readLake(dir);
      expect((rows["interactions"] ?? []).length).toBeGreaterThanOrEqual(acknowledged * 10);
    }
    await scenarios.runScenario(name, dir);
    expect(await scenarios.readLake(dir)).toEqual(expected);
    expect(await readdir(join(dir, "tmp"))).toEqual([]);
    expect(await readdir(join(dir, "journal"))).toEqual([]);
  });
}

/** Runs the scenario in two processes at once on one lake and expects what one of them alone leaves. */
export async function expectSharable(name: ScenarioName, expected: LakeContents): Promise<void> {
  await inFolder(async dir => {
    const moment = { afterMs: LONGEST_RUN_MS };
    // Both have ended before the folder goes, so that a failure of one shows as itself.
    const endings = await Promise.allSettled([killedRun(name, dir, moment), killedRun(name, dir, moment)]);
    expect(endings.map(ending => ending.status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await scenarios.readLake(dir)).toEqual(expected);
  });
}

/** The number of appends that the process acknowledged before it died. */
function killedRun(name: ScenarioName, dir: string, moment: Moment): Promise<number> {
  return new Promise((resolve, reject) => {
    const step = "beforeStep" in moment ? moment.beforeStep : -1;
    const child = fork(scenarioPath, [name, dir, String(step)], { execArgv: [] });
    let acknowledged = 0;
    child.on("message", () => {
      acknowledged += 1;
    });
    const timer = "afterMs" in moment ? setTimeout(() => child.kill("SIGKILL"), moment.afterMs) : undefined;
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (signal === "SIGKILL" || ("afterMs" in moment && code === 0)) resolve(acknowledged);
      else reject(new Error(`${name} ended with ${code ?? signal} instead of being killed`));
    });
  });
}

async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), "renown-kill-"));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
