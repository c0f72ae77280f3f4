import { describe, expect, it } from "vitest";
import type { PublishedRun } from "../lake/contract.ts";
import type { LakeSession } from "./lake-session.ts";
import { publishedRunAt } from "./locate-account.ts";

const run = (runId: string, asOf: string): PublishedRun => ({
  runId,
  asOf,
  modelId: "m",
  publishedAt: "2026-11-05T00:00:00.000Z",
  dir: "/nowhere",
});
// The newest run is a recomputation of an older day.
const runs = [
  run("run-000001", "2026-10-30T00:00:00.000Z"),
  run("run-000002", "2026-10-31T00:00:00.000Z"),
  run("run-000003", "2026-10-29T00:00:00.000Z"),
];
const session = { lake: { runs: () => runs, newestRun: () => runs[2] } } as unknown as LakeSession;

describe("publishedRunAt", () => {
  it("answers the newest published run when no time is asked for", () => {
    expect(publishedRunAt(session)?.runId).toBe("run-000003");
  });

  it("answers the run whose window ends last at or before the time asked for", () => {
    expect(publishedRunAt(session, "2026-10-31T00:00:00.000Z")?.runId).toBe("run-000002");
    expect(publishedRunAt(session, "2026-10-30T23:59:59.000Z")?.runId).toBe("run-000001");
  });

  it("answers null when every run ends later", () => {
    expect(publishedRunAt(session, "2026-10-01T00:00:00.000Z")).toBeNull();
  });
});
