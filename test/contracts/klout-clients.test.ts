import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KloutDeps } from "../../src/api/klout/klout-deps.ts";
import { kloutRoutes } from "../../src/api/klout/klout-routes.ts";
import { fakeServedView, fakeSnapshots } from "../support/fake-served-view.ts";
import { KLOUT_PEOPLE } from "../support/klout-people.ts";

const run = promisify(execFile);
const deps: KloutDeps = {
  snapshots: fakeSnapshots(fakeServedView(KLOUT_PEOPLE)),
  isOpen: false,
  isKnownKey: key => key === "good",
};

let server: ReturnType<typeof serve>;
let host = "";
beforeAll(async () => {
  const port = await new Promise<number>(resolve => {
    server = serve({ fetch: kloutRoutes(deps).fetch, port: 0, hostname: "127.0.0.1" }, info =>
      resolve(info.port),
    );
  });
  host = `http://127.0.0.1:${port}`;
});
afterAll(() => new Promise(resolve => server.close(resolve)));

/** As the Python client of old: the body is parsed once the status is 200, other statuses are errors by number. */
async function pythonStyle(path: string): Promise<{ ok: unknown } | { error: string }> {
  const response = await fetch(`${host}${path}`);
  const names: Record<number, string> = {
    202: "Accepted",
    401: "Not Authorized",
    403: "Forbidden",
    404: "Not Found",
    503: "Unavailable",
  };
  if (response.status !== 200) return { error: names[response.status] ?? "Unknown" };
  const answer = (await response.json()) as { status: number; body?: { error: string } };
  if (answer.body?.error !== undefined) return { error: answer.body.error };
  return { ok: answer };
}

/** As the Ruby client of old: raises by status with the gateway's header, and reads ids and numbers from text. */
async function rubyStyle(path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${host}/v2${path}`);
  const code = response.headers.get("x-mashery-error-code");
  if (response.status !== 200) throw new Error(`(${response.status}): ${code ?? "no code"}`);
  return (await response.json()) as Record<string, unknown>;
}

describe("a client written for Klout", () => {
  it("reads scores in the Python style: pairs of name and float", async () => {
    const answer = await pythonStyle("/1/klout.json?key=good&users=ada_example,mary_example");
    const { users } = (answer as { ok: { users: { twitter_screen_name: string; kscore: number }[] } }).ok;
    const scores = new Map(users.map(one => [one.twitter_screen_name, one.kscore]));
    for (const name of ["ada_example", "mary_example"]) {
      expect(typeof scores.get(name)).toBe("number");
      expect(String(scores.get(name))).toMatch(/^\d{1,3}(\.\d{1,2})?$/);
    }
  });

  it("tells failures apart in the Python style: by status, and by an error in a 200", async () => {
    expect(await pythonStyle("/1/klout.json?users=ada_example")).toEqual({ error: "Not Authorized" });
    expect(await pythonStyle("/1/klout.json?key=good&users=nobody")).toEqual({ error: "Not Found" });
    expect(await pythonStyle("/1/klout.json?key=good&users=a,b,c,d,e,f")).toEqual({ error: "Forbidden" });
    expect(await pythonStyle("/1/klout.json?key=good")).toEqual({ error: "No users" });
  });

  it("walks identity, user, score and influence in the Ruby style: ids are text of digits, numbers are numbers", async () => {
    const { id, network } = await rubyStyle("/identity.json/tw/1000001?key=good");
    expect([typeof id, network]).toEqual(["string", "ks"]);
    expect(id).toMatch(/^\d{17,19}$/);
    const user = await rubyStyle(`/user.json/${id}?key=good`);
    const { score, bucket } = user["score"] as { score: number; bucket: string };
    expect([user["kloutId"], user["nick"], typeof score]).toEqual([id, "ada_example", "number"]);
    const [from, to] = bucket.split("-").map(Number);
    expect(score >= from! && score < to! + 1).toBe(true);
    const delta = (await rubyStyle(`/user.json/${id}/score?key=good`))["scoreDelta"] as object;
    for (const change of Object.values(delta)) expect(typeof change).toBe("number");
    const back = await rubyStyle(`/identity.json/klout/${id}/tw?key=good`);
    expect(back).toEqual({ id: "1000001", network: "tw" });
    await expect(rubyStyle("/user.json/1?key=good")).rejects.toThrow("(404): ERR_404_NO_SUCH_RESOURCE");
    await expect(rubyStyle(`/user.json/${id}?key=bad`)).rejects.toThrow("(401): ERR_401_NOT_AUTHORIZED");
  });

  it("works as the example in examples/klout-client against a listening server", async () => {
    const script = "examples/klout-client/klout-client.mjs";
    const { stdout } = await run(process.execPath, [script, host, "ada_example", "good"]);
    expect(stdout).toMatch(
      /^ada_example \(kloutId 900000000000000017\)\nscore \d+\.\d\d in \d+-\d+, between \d+\.\d\d and \d+\.\d\d\n/,
    );
    expect(stdout).toContain("influenced by charles_example, mary_example (4 in all)");
    for (const [name, key, words] of [
      ["nobody", "good", "not found"],
      ["nils_example", "good", "not enough data"],
      ["ada_example", "bad", "not authorised"],
    ] as const)
      await expect(run(process.execPath, [script, host, name, key])).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining(words),
      });
  });
});
