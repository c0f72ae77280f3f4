import { describe, expect, it } from "vitest";
import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { Progress } from "../../domain/progress.ts";
import type { ScoreAnswer } from "../score-answer.ts";
import { FetchJobs, type FetchJobsOptions } from "./fetch-jobs.ts";

const handle = (value: string): HandleQuery => ({ network: "x", kind: "handle", value });

/** Jobs whose fetches end when the test says so. */
function held(options: Partial<FetchJobsOptions> = {}) {
  const begun: { query: HandleQuery; progress: Progress; end: (answer: ScoreAnswer | Error) => void }[] = [];
  const jobs = new FetchJobs({
    source: {
      mayFetch: () => true,
      fetchHandle: (query, progress) =>
        new Promise((resolve, reject) => {
          const end = (answer: ScoreAnswer | Error) =>
            answer instanceof Error ? reject(answer) : resolve(answer);
          begun.push({ query, progress, end });
        }),
    },
    now: () => 0,
    ...options,
  });
  return { jobs, begun };
}

const answer = { score: 41 } as ScoreAnswer;
const settled = () => new Promise(resolve => setImmediate(resolve));

describe("fetch jobs", () => {
  it("are one for a handle however many ask, whatever its case", () => {
    const { jobs, begun } = held();
    const first = jobs.submit(handle("alice"), "v1")!;
    expect(jobs.submit(handle("ALICE"), "v1")!.id).toBe(first.id);
    expect(jobs.submit(handle("bob"), "v1")!.id).not.toBe(first.id);
    expect(begun).toHaveLength(1);
  });

  it("run one after another, and tell their place and progress", async () => {
    const { jobs, begun } = held();
    jobs.submit(handle("a"), "v1");
    const b = jobs.submit(handle("b"), "v1")!;
    const c = jobs.submit(handle("c"), "v1")!;
    expect([b.place, c.place]).toEqual([1, 2]);
    begun[0]!.end(answer);
    await settled();
    expect(jobs.get(b.id, "v1")).toMatchObject({ state: "running", place: null });
    expect(jobs.get(c.id, "v1")!.place).toBe(1);
    begun[1]!.progress({ step: "models", done: 3, total: 30, unit: "models", isLast: false });
    expect(jobs.get(b.id, "v1")!.progress?.done).toBe(3);
  });

  it("take no more than the queue holds", () => {
    const { jobs } = held({ queueLimit: 2 });
    const given = ["a", "b", "c", "d"].map(name => jobs.submit(handle(name), "v1"));
    expect(given.map(job => job?.state ?? null)).toEqual(["running", "queued", "queued", null]);
    expect(jobs.submit(handle("b"), "v1")).not.toBeNull();
  });

  it("keep an answer under the view it was asked under and no longer", async () => {
    const { jobs, begun } = held();
    const { id } = jobs.submit(handle("a"), "v1")!;
    begun[0]!.end(answer);
    await settled();
    expect(jobs.get(id, "v1")).toMatchObject({ state: "done", answer });
    expect(jobs.find(handle("a"), "v2")).toBeNull();
  });

  it("begin again when asked for under another view, and show no answer of before", async () => {
    const { jobs, begun } = held();
    const { id } = jobs.submit(handle("a"), "v1")!;
    begun[0]!.end(answer);
    await settled();
    expect(jobs.get(id, "v2")).toMatchObject({ state: "running", answer: null });
    begun[1]!.end(answer);
    await settled();
    expect(jobs.get(id, "v2")).toMatchObject({ state: "done", answer });
  });

  it("remember a failure, and forget everything finished after a while", async () => {
    let now = 0;
    const { jobs, begun } = held({ now: () => now, keptMs: 1_000 });
    const { id } = jobs.submit(handle("a"), "v1")!;
    begun[0]!.end(new CliError("unknown", EXIT.unknownHandle));
    await settled();
    expect(jobs.submit(handle("a"), "v1")).toMatchObject({ id, state: "failed" });
    now = 2_000;
    expect(jobs.submit(handle("a"), "v1")!.id).not.toBe(id);
  });

  it("give up work that takes too long, and go on with the next", async () => {
    const { jobs, begun } = held({ timeLimitMs: 1 });
    const a = jobs.submit(handle("a"), "v1")!;
    const moved = new Promise<void>(resolve => {
      const stop = jobs.watch(a.id, () => {
        if (jobs.get(a.id, "v1")?.state !== "failed") return;
        stop();
        resolve();
      });
    });
    jobs.submit(handle("b"), "v1");
    await moved;
    await settled();
    expect(begun.map(({ query }) => query.value)).toEqual(["a", "b"]);
    jobs.close();
  });
});
