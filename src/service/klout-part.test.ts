import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../test/support/served-lake.ts";
import { createKey } from "../app/api-keys.ts";
import type { PublishMode } from "../app/serving/served-view.ts";
import { createService } from "./create-service.ts";
import { listen } from "./listen.ts";
import { serviceMetrics } from "./service-metrics.ts";
import { serviceParts } from "./service-parts.ts";

const run = promisify(execFile);
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function service(publish: PublishMode): Promise<{ url: string; served: ServedLake }> {
  const served = await servedTinyLake(publish);
  closers.push(() => served.close());
  const listening = await listen(
    createService({
      parts: serviceParts(served, { trustsProxy: false }),
      metrics: serviceMetrics(() => null),
      log: served.log,
      whyNotReady: () => null,
      isOpen: publish === "open",
    }),
    { host: "127.0.0.1", port: 0 },
  );
  closers.push(() => listening.stop(1_000));
  return { url: listening.url, served };
}

type Body = Readonly<Record<string, unknown>> & { readonly users: readonly { readonly kscore: number }[] };
const answer = async (address: string) => {
  const response = await fetch(address);
  return { status: response.status, body: (await response.json()) as Body };
};

describe("Klout's API of the service", () => {
  it("answers the example client over a real snapshot, with one number for all networks of a person", async () => {
    const { url } = await service("open");
    const { stdout } = await run(process.execPath, ["examples/klout-client/klout-client.mjs", url, "Amara"]);
    expect(stdout).toMatch(/^amara\.example\.org \(kloutId \d{6,}\)\nscore \d+\.\d\d in \d\d-\d\d, between/);
    const { body } = await answer(`${url}/1/klout.json?users=amara,amara.example.org`);
    const [onX, onBluesky] = body.users;
    expect(onX!.kscore).toBe(onBluesky!.kscore);
    const ids = new Set<string>();
    for (const path of ["twitter?screenName=amara", "bs/did:plc:amara", "tw/5"])
      ids.add(String((await answer(`${url}/v2/identity.json/${path}`)).body["id"]));
    expect(ids.size).toBe(1);
    expect((await answer(`${url}/v2/identity.json/klout/${[...ids][0]}/bs`)).body).toEqual({
      id: "did:plc:amara",
      network: "bs",
    });
  });

  it("names on a public service only who claimed the profile and shows itself, to known keys", async () => {
    const { url, served } = await service("claimed");
    const now = "2026-11-01T00:00:00.000Z";
    const { key } = await createKey({
      dataDir: served.dataDir,
      name: "",
      isOperator: false,
      requestsPerMinute: null,
      now,
    });
    const alice = { network: "x", accountId: "1" } as const;
    const score = () => answer(`${url}/1/klout.json?users=alice&key=${key}`);
    expect((await answer(`${url}/1/klout.json?users=alice`)).status).toBe(401);
    expect((await score()).status).toBe(404);
    const { session_token } = await served.claimDesk.verifyStanding("x:@alice", { isVouched: true });
    expect((await score()).status).toBe(200);
    const { id } = (await answer(`${url}/v2/identity.json/tw/1?key=${key}`)).body;
    const influence = (await answer(`${url}/v2/user.json/${id}/influence?key=${key}`)).body;
    expect(influence["myInfluencees"]).toEqual([]);
    expect(influence["myInfluenceesCount"]).toBeGreaterThan(0);
    const topics = await fetch(`${url}/v2/user.oauth/${id}/topics`, {
      headers: { Authorization: `Bearer ${session_token}` },
    });
    expect([topics.status, await topics.json()]).toEqual([200, []]);
    served.claimDesk.setHidden(alice, true);
    expect((await score()).status).toBe(404);
    expect((await answer(`${url}/v2/user.json/${id}?key=${key}`)).status).toBe(404);
    served.claimDesk.setHidden(alice, false);
    await served.claimDesk.forget(alice);
    expect((await score()).status).toBe(404);
    expect((await answer(`${url}/v2/user.json/${id}/score?key=${key}`)).status).toBe(404);
  });
});
