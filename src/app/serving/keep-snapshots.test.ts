import { describe, expect, it } from "vitest";
import { SnapshotKeeper } from "./keep-snapshots.ts";
import type { SnapshotStatus } from "./served-snapshots.ts";

const silent = () => {};
const log = { info: silent, warn: silent, error: silent };
const HOUR_MS = 3_600_000;

function keeperOf(given: {
  readonly status: () => SnapshotStatus;
  readonly exitCode?: (command: string) => number;
  readonly schedule?: boolean;
}) {
  let time = Date.UTC(2026, 10, 1);
  const commands: string[] = [];
  const keeper = new SnapshotKeeper({
    dataDir: "/data",
    status: given.status,
    log,
    now: () => new Date(time),
    schedule:
      given.schedule === true ? { everyMs: HOUR_MS, commands: [["run"], ["prune", "--keep", "120d"]] } : null,
    run: async args => {
      const command = args.slice(3).join(" ");
      commands.push(command);
      return { exitCode: given.exitCode?.(command) ?? 0, errorText: "" };
    },
  });
  const pass = (milliseconds: number) => {
    time += milliseconds;
    return keeper.look();
  };
  return { keeper, commands, pass };
}

const upToDate: SnapshotStatus = {
  servedRunId: "run-000001",
  publishedAt: "2026-11-01T00:00:00.000Z",
  isPublished: true,
  newestRunId: "run-000001",
};

describe("what keeps snapshots up to date", () => {
  it("builds one for a newer run, and after the served one was dropped", async () => {
    let status: SnapshotStatus = upToDate;
    const { keeper, commands, pass } = keeperOf({ status: () => status });
    await pass(1000);
    expect(commands).toEqual([]);
    status = { ...upToDate, newestRunId: "run-000002" };
    await pass(1000);
    status = { ...upToDate, isPublished: false };
    await pass(1000);
    expect(commands).toEqual(["snapshot", "snapshot"]);
    await keeper.stop();
    await pass(1000);
    expect(commands).toHaveLength(2);
  });

  it("waits a minute after a failure", async () => {
    const { keeper, commands, pass } = keeperOf({
      status: () => ({ ...upToDate, servedRunId: null }),
      exitCode: () => 1,
    });
    await keeper.look();
    await pass(30_000);
    expect(commands).toEqual(["snapshot"]);
    await pass(31_000);
    expect(commands).toEqual(["snapshot", "snapshot"]);
    await keeper.stop();
  });

  it("runs the schedule once each time, and goes no further after a command that fails", async () => {
    let exitCode = 0;
    const { keeper, commands, pass } = keeperOf({
      status: () => upToDate,
      schedule: true,
      exitCode: () => exitCode,
    });
    await pass(HOUR_MS / 2);
    expect(commands).toEqual([]);
    await pass(HOUR_MS / 2);
    await pass(1000);
    expect(commands).toEqual(["run", "prune --keep 120d"]);
    exitCode = 1;
    await pass(HOUR_MS);
    expect(commands.slice(2)).toEqual(["run"]);
    await keeper.stop();
  });
});
