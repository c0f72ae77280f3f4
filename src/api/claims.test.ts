import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { undocumented } from "../../test/support/documented-answer.ts";
import { type TinyApi, tinyApi } from "../../test/support/tiny-api.ts";
import { createKey } from "../app/api-keys.ts";
import { CLAIM_ROUTES } from "./routes/claims/claim-routes.ts";

let tiny: TinyApi;
let operatorKey = "";
beforeAll(async () => {
  tiny = await tinyApi("claimed");
  const { dataDir } = tiny.served;
  const now = "2026-11-01T00:00:00.000Z";
  const options = { dataDir, name: "", requestsPerMinute: null, now };
  operatorKey = (await createKey({ ...options, isOperator: true })).key;
});
afterAll(() => tiny.served.close());

type Dispute = { readonly dispute_id: string };
type Answer = Readonly<Record<string, string>> & {
  readonly disputes: readonly Dispute[];
  readonly paths: Readonly<Record<string, { readonly post: { readonly responses: object } }>>;
};

let address = 0;
async function ask(method: string, path: string, options: { body?: unknown; token?: string } = {}) {
  const { body, token } = options;
  address += 1;
  const response = await tiny.api.request(`http://host/api/v1${path}`, {
    method,
    headers: {
      // Each from another address, so that no limit is met.
      "X-Test-Address": `198.51.${address >> 8}.${address & 255}`,
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const route = routeOf(method, path);
  if (route !== undefined) {
    asked.add(route.config.operationId!);
    expect([path, response.status, await undocumented(route, response.clone())]).toEqual([
      path,
      response.status,
      null,
    ]);
  }
  const text = await response.text();
  const json = text === "" ? null : (JSON.parse(text) as Answer);
  return { status: response.status, headers: response.headers, text, json };
}

/** Routes of claims that were asked, each of whose answers was as the OpenAPI document says. */
const asked = new Set<string>();

function routeOf(method: string, path: string) {
  const isAt = (pattern: string) =>
    new RegExp(`^${pattern.replace(/\{\w+\}/g, "[^/]+")}$`).test(`/api/v1${path}`);
  return CLAIM_ROUTES.find(({ config }) => config.method.toUpperCase() === method && isAt(config.path));
}

async function sessionOf(handle: string): Promise<string> {
  const begun = await ask("POST", "/claims", { body: { handle } });
  const verified = await ask("POST", `/claims/${begun.json!["claim_id"]}/verify`, { token: operatorKey });
  expect(verified.status).toBe(201);
  return verified.json!["session_token"]!;
}

describe("claims over HTTP", () => {
  it("tells what to do, and refuses with a problem document what is not proven", async () => {
    const begun = await ask("POST", "/claims", { body: { handle: "alice", network: "x" } });
    expect([begun.status, begun.json]).toEqual([
      201,
      {
        schema_version: "1.0",
        claim_id: expect.any(String),
        handle: "x:@alice",
        token: expect.stringMatching(/^renown-claim-[0-9a-f]{20}$/),
        ends_at: expect.stringMatching(/Z$/),
        how: expect.any(Array),
      },
    ]);
    const verified = await ask("POST", `/claims/${begun.json!["claim_id"]}/verify`);
    expect([verified.status, verified.headers.get("Content-Type")]).toEqual([
      403,
      "application/problem+json",
    ]);
    expect(verified.json!["type"]).toContain("no-proof");
    expect((await ask("POST", "/claims/made.up/verify")).status).toBe(403);
  });

  it("lets nobody in without a session: not with none, an API key, or a session of nobody", async () => {
    const paths: readonly (readonly [string, string, unknown?])[] = [
      ["GET", "/me"],
      ["PUT", "/me/statement", { statement: "x" }],
      ["POST", "/me/hide"],
      ["POST", "/me/show"],
      ["GET", "/me/export"],
      ["GET", "/me/disputes"],
      ["POST", "/me/disputes", { kind: "topic", subject: "a", reason: "b" }],
      ["DELETE", "/me/disputes/1"],
      ["DELETE", "/me/session"],
      ["DELETE", "/me"],
    ];
    for (const [method, path, body] of paths)
      for (const token of [undefined, operatorKey, "rnc_nobody"]) {
        const options = { body, ...(token !== undefined && { token }) };
        const { status, json } = await ask(method, path, options);
        expect([path, status, json!["type"]]).toEqual([path, 401, "/api/docs#problem-session-needed"]);
      }
  });

  it("keeps a statement with markup as the characters it is, and says so as plain JSON", async () => {
    const token = await sessionOf("x:@bob");
    const statement = '<script>alert(1)</script> & "me"';
    const kept = await ask("PUT", "/me/statement", { token, body: { statement } });
    expect([kept.status, kept.json!["statement"]]).toEqual([200, statement]);
    expect(kept.text).not.toMatch(/[<>]/);
    expect(kept.headers.get("Content-Type")).toBe("application/json");
    expect(kept.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect((await ask("GET", "/me", { token })).json).toMatchObject({ statement, is_hidden: false });
    for (const [body, words] of [
      [{ statement: "x".repeat(501) }, /501 characters; at most 500/],
      [{ statement: 5 }, /statement/],
      [{}, /statement/],
      ["not json", /no JSON/],
      [`{"statement": "<i>`, /no JSON/],
    ] as const) {
      const { status, text } = await ask("PUT", "/me/statement", { token, body });
      expect([status, text]).toEqual([400, expect.stringMatching(words)]);
      expect(text).not.toContain("<i>");
    }
    expect((await ask("PUT", "/me/statement", { token, body: { statement: null } })).json).toMatchObject({
      statement: null,
    });
  });

  it("takes bodies only as JSON, which no page elsewhere can send unasked", async () => {
    const response = await tiny.api.request("http://host/api/v1/claims", {
      method: "POST",
      headers: { "Content-Type": "text/plain" },
      body: '{"handle":"x:@alice"}',
    });
    expect(response.status).toBe(400);
  });

  it("hides, shows, disputes, exports, ends the session and forgets", async () => {
    const token = await sessionOf("x:@alice");
    const isServed = async () => (await ask("GET", "/score/x:@alice")).status;
    expect(await isServed()).toBe(200);
    expect((await ask("POST", "/me/hide", { token })).json).toMatchObject({ is_hidden: true });
    expect(await isServed()).toBe(404);
    await ask("POST", "/me/show", { token });
    expect(await isServed()).toBe(200);
    const body = { kind: "topic", subject: "Looms", reason: "I never weave." };
    const disputed = await ask("POST", "/me/disputes", { token, body });
    expect([disputed.status, disputed.json!["effect"]]).toEqual([201, "marked"]);
    const list = (await ask("GET", "/me/disputes", { token })).json!.disputes;
    expect(list).toHaveLength(1);
    const held = (await ask("GET", "/me/export", { token })).json!;
    expect(held).toMatchObject({ account_id: "1", claim: { proof: "operator" }, disputes: list });
    const other = await sessionOf("x:@bob");
    const path = `/me/disputes/${list[0]!.dispute_id}`;
    expect((await ask("DELETE", path, { token: other })).status).toBe(404);
    expect((await ask("DELETE", path, { token })).status).toBe(204);
    expect((await ask("DELETE", "/me/session", { token: other })).status).toBe(204);
    expect((await ask("GET", "/me", { token: other })).status).toBe(401);
    expect((await ask("DELETE", "/me", { token })).json).toMatchObject({ account_id: "1", network: "x" });
    expect((await ask("GET", "/me", { token })).status).toBe(401);
    expect(await isServed()).toBe(404);
    const again = await ask("POST", "/claims", { body: { handle: "x:1" } });
    const verified = await ask("POST", `/claims/${again.json!["claim_id"]}/verify`, { token: operatorKey });
    expect(verified.status).toBe(403);
  });

  it("describes its routes in the OpenAPI document, those of owners with their session", async () => {
    const document = (await ask("GET", "/openapi.json")).json!;
    expect(document.paths["/api/v1/me"]).toMatchObject({
      get: { security: [{ session: [] }] },
      delete: { security: [{ session: [] }] },
    });
    expect(document.paths["/api/v1/claims"]!.post.responses).toHaveProperty("201");
    expect([...asked].toSorted()).toEqual(CLAIM_ROUTES.map(({ config }) => config.operationId).toSorted());
    const wrong = await ask("PATCH", "/me");
    expect([wrong.status, wrong.headers.get("Allow")]).toEqual([405, "GET, HEAD, DELETE, OPTIONS"]);
  });
});
