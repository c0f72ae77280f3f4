import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TinyApi, tinyApi } from "../../test/support/tiny-api.ts";
import { createKey, endKey, listKeys, verifyKey } from "../app/api-keys.ts";
import { serveSnapshots } from "../app/serving/served-snapshots.ts";
import { createApi } from "./create-api.ts";
import { callerOfAddress, RateLimiter } from "./rate-limiter.ts";

const NOW = "2026-11-01T00:00:00.000Z";

let tiny: TinyApi;
let now = Date.parse(NOW);

beforeAll(async () => {
  tiny = await tinyApi();
});

afterAll(async () => {
  await tiny.served.close();
});

const newKey = (options: { isOperator?: boolean; requestsPerMinute?: number } = {}) =>
  createKey({
    dataDir: tiny.served.dataDir,
    name: "test",
    isOperator: options.isOperator ?? false,
    requestsPerMinute: options.requestsPerMinute ?? null,
    now: NOW,
  });

/** The API of a public service where two requests a minute are free and three go with a key. */
function publicApi() {
  return createApi({
    ...tiny.deps,
    publish: "indexable",
    snapshots: serveSnapshots(tiny.served.lake, "indexable"),
    now: () => new Date(now),
    requestsPerMinute: { withoutKey: 2, withKey: 3 },
  });
}

describe("API keys", () => {
  it("are good until they are ended, and only whole", async () => {
    const { key, key_id } = await newKey();
    const { lake, dataDir } = tiny.served;
    expect(verifyKey(lake, key)).toMatchObject({ key_id, is_operator: false });
    for (const wrong of ["", key.slice(0, -1), `${key}a`, key.toUpperCase(), `${key.slice(0, -2)}__`])
      expect(verifyKey(lake, wrong), wrong).toBeNull();
    expect((await endKey(dataDir, key_id, NOW)).revoked_at).toBe(NOW);
    expect(verifyKey(lake, key)).toBeNull();
    await expect(endKey(dataDir, "0000000000", NOW)).rejects.toThrow(/renown keys list/);
  });

  it("are listed without anything that proves them", async () => {
    const { key } = await newKey();
    const secret = key.split("_").slice(2).join("_");
    const listed = JSON.stringify(await listKeys(tiny.served.dataDir));
    expect(listed).toContain(key.split("_")[1]);
    expect(listed).not.toContain(secret);
  });
});

describe("requests a minute", () => {
  const ask = async (api: TinyApi["api"], headers: Record<string, string>) =>
    api.request("/api/v1/methodology", { headers });

  it("are counted for each address, told in headers, and refused beyond the limit until the minute is over", async () => {
    const api = publicApi();
    const first = await ask(api, {});
    expect(
      ["Limit", "Remaining", "Reset", "Policy"].map(name => first.headers.get(`RateLimit-${name}`)),
    ).toEqual(["2", "1", "60", "2;w=60"]);
    now += 20_000;
    expect((await ask(api, {})).status).toBe(200);
    const refused = await ask(api, {});
    expect(refused.status).toBe(429);
    expect(refused.headers.get("Retry-After")).toBe("40");
    expect(refused.headers.get("RateLimit-Remaining")).toBe("0");
    expect((await ask(api, { "X-Test-Address": "192.0.2.2" })).status).toBe(200);
    now += 40_000;
    expect((await ask(api, {})).status).toBe(200);
  });

  it("go by the key where there is one, by its own limit when it has one", async () => {
    const api = publicApi();
    const usual = (await newKey()).key;
    const own = (await newKey({ requestsPerMinute: 1_000 })).key;
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await ask(api, { Authorization: `Bearer ${usual}` })).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await ask(api, { "X-API-Key": own })).headers.get("RateLimit-Limit")).toBe("1000");
  });

  it("keep a caller from trying keys without end", async () => {
    const api = publicApi();
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await ask(api, { Authorization: `Bearer wrong${i}` })).status);
    expect(statuses).toEqual([401, 401, 429]);
  });

  it("are not counted on loopback without a key", async () => {
    const response = await ask(tiny.api, {});
    expect(response.headers.get("RateLimit-Limit")).toBeNull();
  });

  it("count one household's IPv6 addresses together, and bound what is remembered", () => {
    expect(callerOfAddress("2001:db8:1:2::1")).toBe(callerOfAddress("2001:db8:1:2:ffff::9"));
    expect(callerOfAddress("2001:db8:1:3::1")).not.toBe(callerOfAddress("2001:db8:1:2::1"));
    expect(callerOfAddress("::ffff:192.0.2.1")).toBe("192.0.2.1");
    const limiter = new RateLimiter(() => 0);
    for (let i = 0; i < 50_001; i++) limiter.take(`caller ${i}`, 2);
    // The first was forgotten to make room for the last.
    expect(limiter.take("caller 0", 2).remaining).toBe(1);
    expect(limiter.take("caller 50000", 2).remaining).toBe(0);
  });
});
