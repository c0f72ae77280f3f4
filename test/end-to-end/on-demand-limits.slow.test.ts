import { describe, expect, it } from "vitest";
import { CLI_NOW, fakeNetworkCli } from "../support/fake-network-cli.ts";
import { fakeWorld } from "../support/fake-network-world.ts";

const HANDLES = 50;
const REQUESTS = 12;

describe("fifty handles on a network that limits its requests", () => {
  it("are all scored, without a refusal and without a request beyond the budget of each", async () => {
    const world = fakeWorld({ stars: HANDLES, postsEach: 8, fans: 60, now: CLI_NOW });
    let perHandle: number[] = [];
    const { renown, server } = await fakeNetworkCli(world, {
      ...{ pageSize: 10, limit: { requests: 30, periodMilliseconds: 400 } },
      onRequest: path => {
        if (path === "/profile") perHandle = [...perHandle, 0];
        perHandle[perHandle.length - 1]! += 1;
      },
    });
    const handles = world.accounts.slice(0, HANDLES).map(({ handle }) => handle);
    const { exitCode, err, json } = await renown([
      ...["score", ...handles, "--requests", String(REQUESTS), "--json"],
    ]);
    expect(exitCode).toBe(0);
    expect(err).toBe("");
    expect(json().map(({ handle }) => handle)).toEqual(handles);
    expect(JSON.stringify(json().map(({ notes }) => notes))).not.toMatch(/429|stopped|try again/);
    expect(perHandle).toHaveLength(HANDLES);
    expect(Math.max(...perHandle)).toBe(REQUESTS);
    expect(server.requestCount).toBeLessThanOrEqual(HANDLES * REQUESTS);
    expect(server.refusedCount).toBe(0);
    const scores = json().map(({ score }) => Number(score));
    expect(scores[0]).toBeGreaterThan(scores[HANDLES - 5]!);
  });
});
