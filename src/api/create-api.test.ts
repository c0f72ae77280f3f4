import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { type TinyApi, tinyApi } from "../../test/support/tiny-api.ts";
import { briefAnswer } from "../app/brief-answer.ts";
import { scoreAnswerSchema } from "../app/score-answer.ts";
import { problemSchema } from "./problem-responses.ts";
import { comparisonSchema, explanationSchema, topSchema } from "./schemas/answers.ts";
import { methodologySchema } from "./schemas/methodology.ts";
import { scoreSchema } from "./schemas/score.ts";

let tiny: TinyApi;

beforeAll(async () => {
  tiny = await tinyApi();
});

afterAll(async () => {
  await tiny.served.close();
});

const get = async (path: string, headers: Record<string, string> = {}) =>
  tiny.api.request(`/api/v1${path}`, { headers });
const read = async <Shape extends z.ZodType>(path: string, shape: Shape) =>
  shape.parse(await (await get(path)).json());

describe("reading", () => {
  it("answers a score as the command line does, percent-encoded or not", async () => {
    const answer = await read("/score/x:@alice", scoreSchema);
    expect(answer).toMatchObject({ handle: "x:@Alice", basis: "published", schema_version: "2.0" });
    expect(answer.interval!.low).toBeLessThan(answer.score!);
    expect(answer.intended_use).toContain("One signal");
    expect(await read("/score/x%3A%40alice", scoreSchema)).toEqual(answer);
    expect(await read("/score/alice?network=x", scoreSchema)).toEqual(answer);
  });

  it("answers not enough data with 200, no score and the reason", async () => {
    const response = await get("/score/x:@nils");
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ score: null, interval: null, reason: expect.any(String) });
  });

  it("writes the stamp on every line of a CSV", async () => {
    const lists = [
      "/score/x:@alice",
      "/explain/x:@alice",
      "/history/x:@alice",
      "/moments/x:@alice",
      "/influencers/x:@bob",
      "/influencees/x:@alice",
      "/compare?handles=x:@alice,x:@bob",
      "/top",
      "/search?q=a",
      "/topics/x:@alice",
    ];
    for (const path of lists) {
      const response = await get(path, { Accept: "text/csv" });
      expect(response.headers.get("Content-Type"), path).toBe("text/csv; charset=utf-8");
      const [head, ...lines] = (await response.text()).trimEnd().split("\n");
      const columns = head!.split(",");
      const needed = ["score", "low", "high", "coverage", "model", "as_of", "basis", "intended_use"];
      expect(columns, path).toEqual(expect.arrayContaining(needed));
      for (const line of lines) expect(line, path).toContain("One signal among many");
    }
    const topics = await (await get("/topics/x:@alice?format=csv")).text();
    expect(topics.split("\n")[0]).toMatch(/^list,slug,.*score,low,high.*,model,as_of,basis,intended_use$/);
    const spread = await (await get("/distribution?format=csv")).text();
    expect(spread.split("\n")[0]).toContain("model,as_of,basis,intended_use");
  });

  it("compares in the order asked and tells ties in words", async () => {
    const answer = await read("/compare?handles=x:@bob,x:@alice", comparisonSchema);
    expect(answer.accounts.map(one => one.handle)).toEqual(["x:@bob", "x:@Alice"]);
    expect(answer.pairs[0]!.probability_first_above).toBeGreaterThan(0);
    expect(answer.sentences[0]).toContain("are tied");
  });

  it("pages through a leaderboard whose ranks and ties are those of the whole", async () => {
    const whole = (await read("/top", topSchema)).entries;
    const paged: unknown[] = [];
    let path: string | null = "/api/v1/top?limit=2";
    while (path !== null) {
      const response: Response = await tiny.api.request(path);
      const page = (await response.json()) as { entries: unknown[] };
      paged.push(...page.entries);
      path = /<(.*)>; rel="next"/.exec(response.headers.get("Link") ?? "")?.[1] ?? null;
    }
    expect(paged).toEqual(whole);
    expect(whole.some(entry => entry.tied_from !== entry.tied_to)).toBe(true);
    expect(whole).toHaveLength(5);
  });

  it("answers 304 to the entity tag of the same snapshot, form and question only", async () => {
    const tag = (await get("/top")).headers.get("ETag")!;
    expect((await get("/top", { "If-None-Match": `"x", ${tag}` })).status).toBe(304);
    expect((await get("/top?limit=3", { "If-None-Match": tag })).status).toBe(200);
    expect((await get("/top", { "If-None-Match": tag, Accept: "text/csv" })).status).toBe(200);
  });

  it("answers HEAD with the headers alone", async () => {
    const response = await tiny.api.request("/api/v1/score/x:@alice", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(response.headers.get("ETag")).toMatch(/^W\//);
    expect(await response.text()).toBe("");
  });

  it("says how scores are made, with the origin of every constant", async () => {
    const answer = await read("/methodology", methodologySchema);
    expect(answer.constants.find(one => one.name === "damping")!.origin).toContain("Page");
    const paid = answer.features.filter(one => one.use === "paid" && one.curve !== null);
    expect(paid.length).toBeGreaterThan(5);
    expect(answer.calibration.anchors[0]!.score).toBe(0);
  });

  it("says once what the words of a score are called and mean, as an explanation says beside them", async () => {
    const method = await read("/methodology", methodologySchema);
    const score = await read("/score/x:@alice", scoreSchema);
    const explained = await read("/explain/x:@alice", explanationSchema);
    const said = await (await get("/score/x:@alice")).json();
    expect(said).toEqual(briefAnswer(scoreAnswerSchema.parse(explained)));
    const { vocabularies, qualities } = explained;
    for (const name of ["klout", "twitalyzer", "tweetlevel"] as const) {
      const { measures, class: found, ...tool } = vocabularies![name];
      const terms = method.vocabularies[name];
      expect(terms).toMatchObject(tool);
      expect(score.vocabularies![name].measures).toHaveLength(measures.length);
      for (const [place, { value, reason, evidence, ...words }] of measures.entries()) {
        expect(terms.measures[place]).toMatchObject(words);
        expect(terms.measures[place]!.evidence).toEqual(expect.arrayContaining(evidence));
      }
      const { kind, is_ours, ours } = found;
      expect(terms.class).toMatchObject({ kind, is_ours, ours });
      expect(terms.class.axes).toEqual(found.axes.map(({ value, ...words }) => words));
      expect(terms.class.evidence).toEqual(expect.arrayContaining(found.evidence));
    }
    expect(method.vocabularies.klout.class.names).toHaveLength(16);
    expect(qualities).toBeNull();
    expect(method.qualities.timeliness).toMatchObject({ label: "Timeliness", unit: "hours" });
  });
});

describe("problems", () => {
  const problem = async (path: string, init: RequestInit = {}) => {
    const response = await tiny.api.request(path, init);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    const document = problemSchema.parse(await response.json());
    expect(document.status).toBe(response.status);
    return { ...document, headers: response.headers };
  };

  it("names every value that cannot be used and what to do", async () => {
    const found = await problem("/api/v1/top?limit=0&network=orkut&page=2&network=x");
    expect(found).toMatchObject({
      status: 400,
      type: "/api/docs#problem-invalid-request",
      instance: "/api/v1/top",
    });
    expect(found.invalid!.map(one => [one.name, one.value])).toEqual([
      ["network", "x"],
      ["page", "2"],
      ["limit", "0"],
    ]);
    expect((await problem("/api/v1/search")).invalid![0]!.value).toBeNull();
  });

  it("lists the choices for a name that could be on several networks", async () => {
    expect((await problem("/api/v1/score/alice")).detail).toContain("x:@alice");
  });

  it("says how to get an account that nobody holds", async () => {
    const found = await problem("/api/v1/score/x:@nobody");
    expect(found.status).toBe(404);
    expect(found.detail).toContain("renown import");
  });

  it("refuses a cursor that was never given out, and one of another list", async () => {
    expect((await problem("/api/v1/top?cursor=e30")).status).toBe(400);
    const { next_cursor } = await read("/top?limit=2", topSchema);
    expect((await problem(`/api/v1/top?network=x&cursor=${next_cursor}`)).status).toBe(410);
    const inner = Buffer.from(next_cursor!, "base64url").toString();
    const forged = Buffer.from(inner.replace(/"after":"[^"]*"/, '"after":"!"')).toString("base64url");
    expect((await problem(`/api/v1/top?cursor=${forged}`)).status).toBe(400);
  });

  it("says which methods an address takes, and that an unknown one is unknown", async () => {
    const found = await problem("/api/v1/top", { method: "DELETE" });
    expect(found.status).toBe(405);
    expect(found.headers.get("Allow")).toBe("GET, HEAD, OPTIONS");
    expect((await problem("/api/v1/nothing")).status).toBe(404);
    expect((await problem("/api/v1/forget/x:@alice")).status).toBe(405);
  });

  it("refuses long addresses and large bodies", async () => {
    expect((await problem(`/api/v1/search?q=${"a".repeat(9_000)}`)).status).toBe(414);
    const body = "a".repeat(20_000);
    const headers = { "Content-Length": "20000" };
    expect((await problem("/api/v1/forget/x:@alice", { method: "POST", body, headers })).status).toBe(413);
  });

  it("never says what went wrong inside", async () => {
    const told: object[] = [];
    const broken = await tinyApi("open", {
      snapshots: {
        withView: () => Promise.reject(new TypeError("secret of /home/somebody")),
        close: async () => {},
      },
      log: { info: () => {}, warn: () => {}, error: fields => told.push(fields) },
    });
    const response = await broken.api.request("/api/v1/score/x:@alice");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("secret");
    expect(told).toHaveLength(1);
    await broken.served.close();
  });
});

describe("other origins", () => {
  const ask = async (api: TinyApi["api"], origin: string, method = "GET") =>
    api.request("/api/v1/top", { method, headers: { Origin: origin } });

  it("may read a public service, and on loopback only pages of loopback may", async () => {
    const site = await ask(tiny.api, "https://example.org");
    expect(site.headers.get("Access-Control-Allow-Origin")).toBeNull();
    expect(site.headers.get("Vary")).toContain("Origin");
    expect(site.headers.get("Vary")).toContain("Accept");
    const local = await ask(tiny.api, "http://localhost:5173");
    expect(local.headers.get("Access-Control-Allow-Origin")).toBe("http://localhost:5173");
    const open = await tinyApi("indexable");
    expect((await ask(open.api, "https://example.org")).headers.get("Access-Control-Allow-Origin")).toBe("*");
    const preflight = await ask(open.api, "https://example.org", "OPTIONS");
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("Access-Control-Allow-Methods")).toBe("GET, HEAD, OPTIONS");
    await open.served.close();
  });

  it("may read problems too", async () => {
    const response = await tiny.api.request("/api/v1/score/x:@nobody", {
      headers: { Origin: "http://127.0.0.1:3000" },
    });
    expect(response.status).toBe(404);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("http://127.0.0.1:3000");
  });
});

describe("the reference", () => {
  it("is one page without script or anything from elsewhere, with every address on it", async () => {
    const page = await (await tiny.api.request("/api/docs")).text();
    expect(page).not.toMatch(/<script|https?:\/\/(?!127\.0\.0\.1|www\.apache)/);
    const document = (await (await tiny.api.request("/api/v1/openapi.json")).json()) as {
      openapi: string;
      paths: object;
    };
    expect(document.openapi).toBe("3.1.0");
    for (const path of Object.keys(document.paths)) expect(page).toContain(path);
    for (const anchor of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${anchor[1]}"`);
  });
});
