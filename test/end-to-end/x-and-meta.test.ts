import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import { EXIT } from "../../src/domain/errors.ts";
import { capturedTerminal } from "../support/captured-terminal.ts";
import { startFakeGraph } from "../support/fake-graph.ts";
import { startFakeXApi } from "../support/fake-x-api.ts";
import { fakeXWorld } from "../support/fake-x-world.ts";
import { linesOf, temporaryFolders } from "../support/renown-cli.ts";

/** Time of captured terminals. */
const NOW = "2026-11-01T01:00:00.000Z";
const goldenDir = fileURLToPath(new URL("../golden/", import.meta.url));
const newFolder = temporaryFolders();
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function commandLine(env: Readonly<Record<string, string>>) {
  const data = join(await newFolder(), "lake");
  return async (...args: readonly string[]) => {
    const { terminal, written } = capturedTerminal({
      ...{ RENOWN_OFFLINE: "", RENOWN_ALLOW_LOOPBACK: "1", HOME: data },
      ...env,
    });
    const exitCode = await main([...args, "--quiet", "--data", data], terminal);
    const json = () => linesOf(written.out).map(line => JSON.parse(line) as Record<string, unknown>);
    return { exitCode, ...written, json };
  };
}

async function overX() {
  const api = await startFakeXApi(fakeXWorld({ now: NOW, ownPosts: 40, fans: 20 }), {
    token: "SECRET-token",
  });
  stops.push(() => api.stop());
  const renown = await commandLine({
    RENOWN_X_BASE_URL: api.url,
    RENOWN_X_BEARER_TOKEN: "SECRET-token",
  });
  return { api, renown };
}

describe("a handle of X", () => {
  it("is scored through the API within the budget, with who acted, and without a verdict on authenticity", async () => {
    const { api, renown } = await overX();
    const { exitCode, json, err } = await renown("score", "x:@ada_x", "--budget", "0.8", "--json");
    expect(err).not.toContain("SECRET");
    expect(exitCode).toBe(EXIT.ok);
    const [answer] = json();
    expect(answer).toMatchObject({
      basis: "on_demand",
      network: "x",
      account_id: "1001",
      authenticity: { engagers: { reason: expect.stringContaining("X's API") } },
    });
    expect(answer!["score"]).toBeGreaterThan(0);
    expect(api.handedOut.posts * 0.005 + api.handedOut.users * 0.01).toBeLessThanOrEqual(0.8);
  });

  it("shares the budget among the handles of a command, and says so and what each cost", async () => {
    const { api, renown } = await overX();
    const { json } = await renown("score", "x:@ada_x", "x:@nobody_there", "--budget", "0.6", "--json");
    const spent = api.handedOut.posts * 0.005 + api.handedOut.users * 0.01;
    expect(spent).toBeLessThanOrEqual(0.3);
    const [first, second] = json();
    const told = /Reading it cost \$([\d.]+)\./.exec(String(first!["notes"]))![1];
    expect(Number(told)).toBeCloseTo(spent, 1);
    // A share that could buy nothing would be refused as too little.
    expect(second!["error"]).toMatch(/X shows no account @nobody_there/);
  });

  it("asks for a budget before it spends, and tells the price and the free way where there is no token", async () => {
    const { api, renown } = await overX();
    const asked = await renown("score", "x:@ada_x");
    expect(asked.exitCode).toBe(EXIT.usage);
    expect(asked.err).toContain("--budget 1.00");
    expect(api.requestCount).toBe(0);
    const poor = await commandLine({});
    const { exitCode, err } = await poor("score", "x:@ada_x");
    expect(exitCode).toBe(EXIT.unknownHandle);
    expect(err).toMatch(/\$0\.005 a post.*renown import ARCHIVE\.zip/s);
  });
});

describe("Facebook and Instagram", () => {
  it("score a Page and a business account by their counts", async () => {
    const graph = await startFakeGraph({ now: NOW, token: "SECRET-token" });
    stops.push(() => graph.stop());
    const renown = await commandLine({
      ...{ RENOWN_FACEBOOK_BASE_URL: graph.url, RENOWN_FACEBOOK_ACCESS_TOKEN: "SECRET-token" },
      ...{ RENOWN_INSTAGRAM_BASE_URL: graph.url, RENOWN_INSTAGRAM_ACCESS_TOKEN: "SECRET-token" },
      RENOWN_INSTAGRAM_ACCOUNT_ID: "3001",
    });
    for (const [handle, accountId] of [
      ["facebook:tea.house", "2001"],
      ["instagram:@cup_makers", "3002"],
    ] as const) {
      const { exitCode, json } = await renown("score", handle, "--json");
      expect(exitCode, handle).toBe(EXIT.ok);
      expect(json()[0]).toMatchObject({ basis: "on_demand", account_id: accountId });
      expect(json()[0]!["score"]).toBeGreaterThan(0);
    }
  });

  it("answer a person with the export to ask for", async () => {
    const graph = await startFakeGraph({ token: "SECRET-token" });
    stops.push(() => graph.stop());
    const renown = await commandLine({
      ...{ RENOWN_FACEBOOK_BASE_URL: graph.url, RENOWN_FACEBOOK_ACCESS_TOKEN: "SECRET-token" },
    });
    const { exitCode, err } = await renown("score", "facebook:ada.person");
    expect(exitCode).toBe(EXIT.unknownHandle);
    expect(err).toMatch(/closed to every program.*renown import EXPORT\.zip/s);
  });

  it.each([
    ["facebook-export", "facebook:Ada.Example"],
    ["instagram-export", "instagram:@ada.cups"],
  ])(
    "take %s in, which shows activity and audience but no reactions, so there is no score",
    async (format, handle) => {
      const renown = await commandLine({});
      const folder = join(goldenDir, format, "today/input");
      expect((await renown("import", folder, "--format", format)).exitCode).toBe(EXIT.ok);
      const [asOf] = format === "facebook-export" ? ["2022-06-13T00:00:00Z"] : ["2022-05-09T00:00:00Z"];
      const { exitCode, json } = await renown("score", handle, "--as-of", asOf, "--json", "--offline");
      expect(exitCode).toBe(EXIT.notEnoughData);
      expect(json()[0]).toMatchObject({
        score: null,
        networks: [{ is_self_supplied: true, is_ranked: false }],
      });
    },
  );
});
