import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeConnector } from "../../../test/support/fake-connector.ts";
import { type FakeServer, startFakeNetwork } from "../../../test/support/fake-network-server.ts";
import { fakeWorld } from "../../../test/support/fake-network-world.ts";
import { SERVED_NOW, type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { ProgressEvent } from "../../domain/progress.ts";
import { FetchJobs } from "./fetch-jobs.ts";
import { lakeSource } from "./lake-source.ts";

let served: ServedLake;
let server: FakeServer;
beforeEach(async () => {
  served = await servedTinyLake("open");
  server = await startFakeNetwork(
    fakeWorld({ stars: 1, postsEach: 5, fans: 20, now: SERVED_NOW.toISOString() }),
  );
});
afterEach(async () => {
  await server.stop();
  await served.close();
});

const named = (name: string): HandleQuery => ({
  network: "bluesky",
  kind: "handle",
  value: `${name}.fake.test`,
});

const source = (connector = fakeConnector()) => {
  const env = { RENOWN_ALLOW_LOOPBACK: "1", RENOWN_BLUESKY_SERVICE: server.url, HOME: served.dataDir };
  return lakeSource(served.lake, { connectors: [connector], env, now: () => SERVED_NOW });
};

describe("a service that may ask networks", () => {
  it("fetches a handle that its lake does not hold, tells how far it is, and names nobody closed", async () => {
    const asked = source();
    expect(asked.mayFetch(named("star0"))).toBe(true);
    const events: ProgressEvent[] = [];
    const { signal } = new AbortController();
    const answer = await asked.fetchHandle(named("star0"), event => events.push(event), signal);
    expect(answer).toMatchObject({ basis: "on_demand", account_id: "did:fake:star0" });
    expect(answer.score).toBeGreaterThan(0);
    expect(events.map(({ step, unit }) => `${step} ${unit}`)).toContain("read star0.fake.test requests");
    expect(events.some(({ done, total }) => done > 0 && total === 60)).toBe(true);
    for (const closed of ["shy", "off"])
      await expect(asked.fetchHandle(named(closed), () => {}, signal)).rejects.toMatchObject({
        exitCode: EXIT.unknownHandle,
      });
  });

  it("never asks where that costs money or needs a setting that is missing", async () => {
    const { signal } = new AbortController();
    const closed = [fakeConnector({ usdPerRequest: 0.01 }), fakeConnector({ needsToken: true })];
    for (const asked of [...closed.map(source), lakeSource(served.lake)])
      await expect(asked.fetchHandle(named("star0"), () => {}, signal)).rejects.toThrow();
    expect(server.requestCount).toBe(0);
  });

  it("stops asking when the job is given up", async () => {
    const jobs = new FetchJobs({ source: source(), now: () => 0 });
    const first = jobs.submit(named("star0"), "1")!;
    const begun = new Promise<void>(resolve => {
      jobs.watch(first.id, () => {
        if ((jobs.get(first.id, "1")?.progress?.done ?? 0) >= 2) resolve();
      });
    });
    await begun;
    jobs.close();
    await new Promise<void>(resolve => {
      const stop = jobs.watch(first.id, () => {
        stop();
        resolve();
      });
    });
    expect(jobs.get(first.id, "1")).toMatchObject({ state: "failed", answer: null });
    const asked = server.requestCount;
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(server.requestCount).toBe(asked);
  });
});
