import { expect, it } from "vitest";
import { runBefore } from "./run-before.ts";

const run = (runId: string, asOf: string) => ({
  ...{ runId, asOf, modelId: "renown-test", publishedAt: "2026-02-01T00:00:00.000Z", dir: `/runs/${runId}` },
});
const RUNS = [
  run("run-000001", "2026-01-01T00:00:00.000Z"),
  run("run-000002", "2026-01-03T00:00:00.000Z"),
  run("run-000003", "2026-01-02T00:00:00.000Z"),
  run("run-000004", "2026-01-04T00:00:00.000Z"),
];

it("is the newest run as of an earlier time, never one as of the same", () => {
  expect(runBefore(RUNS, "2026-01-04T00:00:00.000Z")?.runId).toBe("run-000002");
  expect(runBefore(RUNS, "2026-01-01T00:00:00.000Z")).toBeNull();
  expect(runBefore([], "2026-01-01T00:00:00.000Z")).toBeNull();
});

it("stays the same however often the lake is run as of one time", () => {
  const again = [...RUNS, run("run-000005", "2026-01-04T00:00:00.000Z")];
  expect(runBefore(again, "2026-01-04T00:00:00.000Z")).toEqual(runBefore(RUNS, "2026-01-04T00:00:00.000Z"));
});
