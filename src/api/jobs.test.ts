import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type TinyApi, tinyApi } from "../../test/support/tiny-api.ts";
import { briefAnswer } from "../app/brief-answer.ts";
import { importPaths } from "../app/import-paths.ts";
import { type ScoreAnswer, scoreAnswerSchema } from "../app/score-answer.ts";
import { type FetchHandle, FetchJobs, type OnDemandSource } from "../app/serving/fetch-jobs.ts";
import { lakeSource } from "../app/serving/lake-source.ts";
import { serveSnapshots } from "../app/serving/served-snapshots.ts";
import { CliError, EXIT } from "../domain/errors.ts";
import { noProgress } from "../domain/progress.ts";
import type { ApiDeps } from "./api-deps.ts";
import { createApi } from "./create-api.ts";
import { openApiDocument } from "./openapi-document.ts";
import { scoreSchema } from "./schemas/score.ts";

let tiny: TinyApi;
const begun: FetchJobs[] = [];

beforeAll(async () => {
  tiny = await tinyApi();
});

afterEach(() => {
  for (const jobs of begun.splice(0)) jobs.close();
});

afterAll(async () => {
  await tiny.served.close();
});

/** The API whose handles outside the snapshot come from `source`. */
function fetchingFrom(source: OnDemandSource, queueLimit = 5, more: Partial<ApiDeps> = {}) {
  const jobs = new FetchJobs({ source, now: () => 0, queueLimit });
  begun.push(jobs);
  return createApi({ ...tiny.deps, jobs, ...more });
}

const fetching = (fetchHandle: FetchHandle, queueLimit?: number) =>
  fetchingFrom({ fetchHandle, mayFetch: () => true }, queueLimit);

/** The events of a stream of server-sent events. */
async function eventsOf(response: Response) {
  const blocks = (await response.text()).split("\n\n").filter(block => block.startsWith("event:"));
  return blocks.map(block => {
    const [, event] = /^event: (.*)$/m.exec(block)!;
    const [, data] = /^data: (.*)$/m.exec(block)!;
    return { event, job: JSON.parse(data!) as { state: string; progress: { done: number } | null } };
  });
}

describe("a handle that no snapshot holds", () => {
  it("is fetched by one job, whose progress is told as it happens, and then answered", async () => {
    const known: { answer?: ScoreAnswer } = {};
    let proceed = () => {};
    const gate = new Promise<void>(resolve => {
      proceed = resolve;
    });
    const api = fetching(async (_query, onProgress) => {
      await gate;
      onProgress({ step: "follow", done: 7, total: null, unit: "requests", isLast: false });
      await new Promise(resolve => setImmediate(resolve));
      return { ...known.answer!, basis: "on_demand" };
    });
    known.answer = scoreAnswerSchema.parse(await (await api.request("/api/v1/explain/x:@alice")).json());
    const first = await api.request("/api/v1/score/x:@newcomer");
    expect(first.status).toBe(202);
    expect(first.headers.get("Retry-After")).toBe("1");
    const place = first.headers.get("Location")!;
    expect((await api.request("/api/v1/score/x:@NEWCOMER")).headers.get("Location")).toBe(place);
    expect(await (await api.request(place)).json()).toMatchObject({ state: "running", answer: null });
    const stream = await api.request(`${place}/events`);
    expect(stream.headers.get("Content-Type")).toBe("text/event-stream");
    proceed();
    const events = await eventsOf(stream);
    expect(events.at(-1)).toMatchObject({ event: "done", job: { state: "done" } });
    expect(events.some(({ event, job }) => event === "progress" && job.progress?.done === 7)).toBe(true);
    const score = await api.request("/api/v1/score/x:@newcomer");
    expect(score.status).toBe(200);
    expect(score.headers.get("Cache-Control")).toBe("no-store");
    expect(scoreSchema.parse(await score.json())).toEqual({
      ...briefAnswer(known.answer),
      basis: "on_demand",
    });
    expect(await (await api.request("/api/v1/score/x:@newcomer?format=csv")).text()).toContain("on_demand");
  });

  it("is unknown when nobody could fetch it, and stays so for a while", async () => {
    let count = 0;
    const api = fetching(async () => {
      count += 1;
      throw new CliError("Nobody is called so.", EXIT.unknownHandle);
    });
    const place = (await api.request("/api/v1/score/x:@nobody")).headers.get("Location")!;
    await eventsOf(await api.request(`${place}/events`));
    expect(await (await api.request(place)).json()).toMatchObject({
      state: "failed",
      problem: { status: 404, detail: "Nobody is called so." },
    });
    expect((await api.request("/api/v1/score/x:@nobody")).status).toBe(404);
    expect(count).toBe(1);
  });

  it("says no more than that fetching failed when it broke", async () => {
    const api = fetching(async () => {
      throw new TypeError("secret of /home/somebody");
    });
    const place = (await api.request("/api/v1/score/x:@nobody")).headers.get("Location")!;
    await eventsOf(await api.request(`${place}/events`));
    const again = await api.request("/api/v1/score/x:@nobody");
    expect(again.status).toBe(503);
    expect((await again.text()) + (await (await api.request(place)).text())).not.toContain("secret");
  });

  it("waits no longer than the queue is long", async () => {
    const api = fetching(() => new Promise(() => {}), 1);
    const ask = async (name: string) => api.request(`/api/v1/score/x:@${name}`);
    expect((await ask("a1")).status).toBe(202);
    expect((await ask("b1")).status).toBe(202);
    const full = await ask("c1");
    expect(full.status).toBe(503);
    expect(full.headers.get("Retry-After")).toBe("60");
  });

  it("is never fetched by a public service", async () => {
    const snapshots = serveSnapshots(tiny.served.lake, "claimed");
    const api = fetchingFrom({ fetchHandle: () => new Promise(() => {}), mayFetch: () => true }, 5, {
      snapshots,
      publish: "claimed",
    });
    expect((await api.request("/api/v1/score/x:@newcomer")).status).toBe(404);
    expect((await api.request("/api/v1/score/x:@alice")).status).toBe(404);
    await snapshots.close();
  });

  it("answers 404 for a job that never was", async () => {
    const api = fetching(() => new Promise(() => {}));
    expect((await api.request("/api/v1/jobs/none")).status).toBe(404);
    expect((await api.request("/api/v1/jobs/none/events")).status).toBe(404);
  });
});

describe("an account imported after the last run", () => {
  it("is computed from the lake by a job; who is protected is not", async () => {
    const { lake, dataDir } = tiny.served;
    const api = fetchingFrom(lakeSource(lake));
    const acts = ["1", "2", "3", "4", "5"].map(actor => `x,${actor},77,repost,2026-10-20T10:00:00Z`);
    const interactions = join(dataDir, "interactions.csv");
    writeFileSync(interactions, `network,actor_id,target_id,kind,acted_at\n${acts.join("\n")}\n`);
    const accounts = join(dataDir, "accounts.ndjson");
    const profile = { network: "x", account_id: "77", handle: "late", observed_at: "2026-10-21T00:00:00Z" };
    writeFileSync(accounts, JSON.stringify(profile));
    await importPaths({
      paths: [interactions, accounts],
      dataDir,
      format: "auto",
      assumeUtc: false,
      progress: noProgress,
    });
    const places = [];
    for (const handle of ["x:@late", "x:@hidden"])
      places.push((await api.request(`/api/v1/score/${handle}`)).headers.get("Location")!);
    const done = await eventsOf(await api.request(`${places[0]}/events`));
    expect(done.at(-1)!.job).toMatchObject({
      state: "done",
      answer: { account_id: "77", basis: "on_demand", score: expect.any(Number) },
    });
    expect(done.some(({ job }) => job.progress !== null)).toBe(true);
    const refused = await eventsOf(await api.request(`${places[1]}/events`));
    expect(refused.at(-1)!.job).toMatchObject({ state: "failed", problem: { status: 404 } });
  });
});

it("the OpenAPI document names the job's answers", () => {
  const { paths } = openApiDocument();
  expect(Object.keys(paths!["/api/v1/score/{handle}"]!.get!.responses!)).toContain("202");
});
