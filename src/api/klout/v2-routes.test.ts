import { describe, expect, it } from "vitest";
import { fakeServedView, fakeSnapshots } from "../../../test/support/fake-served-view.ts";
import { KLOUT_PEOPLE } from "../../../test/support/klout-people.ts";
import { CliError } from "../../domain/errors.ts";
import type { KloutDeps } from "./klout-deps.ts";
import { kloutRoutes } from "./klout-routes.ts";

const view = fakeServedView(KLOUT_PEOPLE);
const open: KloutDeps = { snapshots: fakeSnapshots(view), isOpen: true, isKnownKey: () => false };
const ADA = "900000000000000017";
const MARY = "900000000000000018";

async function get(path: string, deps: Partial<KloutDeps> = {}, init?: RequestInit) {
  const response = await kloutRoutes({ ...open, ...deps }).request(`http://host${path}`, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

describe("Klout v2", () => {
  it("finds the kloutId of an X id, of a screen name and of any handle of the same person", async () => {
    const paths = [
      "tw/1000001",
      "twitter?screenName=ada_example",
      "twitter?screenName=@Ada_Example",
      "twitter?screenName=ada.example.org",
      "twitter?screenName=x:@ada_example",
      "bs/did:plc:ada",
      "bs/ada.example.org",
    ];
    for (const path of paths) {
      const { status, text } = await get(`/v2/identity.json/${path}${path.includes("?") ? "&" : "?"}key=k`);
      expect([path, status, text]).toEqual([path, 200, `{"id":"${ADA}","network":"ks"}`]);
    }
  });

  it("reads a bare screen name of digits as a handle and a tw id as an id", async () => {
    const byName = await get("/v2/identity.json/twitter?screenName=1000002");
    const byId = await get("/v2/identity.json/tw/1000002");
    expect(byId.json().id).toBe(MARY);
    expect(byName.json().id).not.toBe(MARY);
  });

  it("takes the addresses that are ids on the fediverse, escaped or not, and handles there", async () => {
    const address = "https://social.example/users/ida";
    const ids = new Set<string>();
    for (const id of [encodeURIComponent(address), address, "ida@social.example", "@ida@social.example"])
      ids.add((await get(`/v2/identity.json/md/${id}`)).json().id);
    expect(ids.size).toBe(1);
    expect([...ids][0]).toMatch(/^\d+$/);
  });

  it("gives the id behind a kloutId on each network, also under the word the old documentation used", async () => {
    for (const [path, answer] of [
      [`klout/${ADA}/tw`, { id: "1000001", network: "tw" }],
      [`ks/${ADA}/tw`, { id: "1000001", network: "tw" }],
      [`klout/${ADA}/bs`, { id: "did:plc:ada", network: "bs" }],
    ] as const)
      expect((await get(`/v2/identity.json/${path}`)).json()).toEqual(answer);
    for (const code of ["gp", "ig", "zz"])
      expect((await get(`/v2/identity.json/klout/${ADA}/${code}`)).status).toBe(404);
  });

  it("spells changes scoreDelta in the score and scoreDeltas in the user", async () => {
    const score = (await get(`/v2/user.json/${MARY}/score`)).json();
    expect(Object.keys(score)).toEqual(["score", "scoreDelta", "bucket"]);
    expect(Object.keys(score.scoreDelta)).toEqual(["dayChange", "weekChange", "monthChange"]);
    const { score: now, bucket } = score;
    expect(score.scoreDelta.dayChange).toBeCloseTo(now - 30, 3);
    expect(score.scoreDelta.weekChange).toBeCloseTo(now - 28, 3);
    expect(score.scoreDelta.monthChange).toBe(0);
    expect(now).toBe(Number(now.toFixed(3)));
    expect((await get(`/v2/user.json/${MARY}`)).json()).toEqual({
      kloutId: MARY,
      nick: "mary_example",
      score: { score: now, bucket },
      scoreDeltas: score.scoreDelta,
    });
  });

  it("lists both sides of the influence graph as user objects and counts also those it does not name", async () => {
    const influence = (await get(`/v2/user.json/${ADA}/influence`)).json();
    expect(Object.keys(influence)).toEqual([
      "myInfluencers",
      "myInfluencees",
      "myInfluencersCount",
      "myInfluenceesCount",
    ]);
    const nicks = (list: { entity: { id: string; payload: { nick: string; kloutId: string } } }[]) =>
      list.map(({ entity }) => {
        expect(entity.payload.kloutId).toBe(entity.id);
        return entity.payload.nick;
      });
    expect(nicks(influence.myInfluencers)).toEqual(["charles_example", "mary_example"]);
    // Neither nils, who has no score, nor pia, who is protected; zoe acts on the linked account.
    expect(nicks(influence.myInfluencees).toSorted()).toEqual(["mary_example", "zoe.example.org"]);
    // Two on X and two hidden there; three on X, one on Bluesky and the hidden.
    expect([influence.myInfluencersCount, influence.myInfluenceesCount]).toEqual([4, 6]);
  });

  it("answers topics as a list without an envelope, at most five, empty when none are known", async () => {
    expect((await get(`/v2/user.json/${ADA}/topics`)).json()).toEqual([]);
    const topic = (n: number) => ({
      id: `${n}`,
      displayName: "Mathematics",
      name: "mathematics",
      slug: "mathematics",
      imageUrl: "",
      topicType: "sub",
    });
    const topicsOf = async () => [1, 2, 3, 4, 5, 6].map(topic);
    expect((await get(`/v2/user.json/${ADA}/topics`, { topicsOf })).json()).toEqual(
      [1, 2, 3, 4, 5].map(topic),
    );
  });

  it("sends range, coverage, model, time and intended use in headers and leaves the body alone", async () => {
    const { headers, json } = await get(`/v2/user.json/${ADA}/score`);
    const low = Number(headers.get("Renown-Score-Low"));
    const high = Number(headers.get("Renown-Score-High"));
    expect(low).toBeLessThan(json().score);
    expect(high).toBeGreaterThan(json().score);
    expect(headers.get("Renown-Score-Model")).toBe(view.model.id);
    expect(headers.get("Renown-Score-As-Of")).toBe("2026-10-31T00:00:00.000Z");
    expect(Number(headers.get("Renown-Score-Coverage"))).toBeGreaterThan(0);
    expect(headers.get("Renown-Intended-Use")).toMatch(/one signal among many/i);
  });

  it("tells unknown people, protected people and those without enough data with a 404 of old", async () => {
    const paths = {
      "/v2/identity.json/twitter?screenName=nobody": /not known/,
      "/v2/identity.json/twitter": /not known/,
      "/v2/identity.json/twitter?screenName=%20%00": /not known/,
      "/v2/identity.json/tw/ada_example": /not known/,
      "/v2/identity.json/gp/123": /not known/,
      "/v2/user.json/12345/score": /not known/,
      "/v2/user.json/abc": /not known/,
      "/v2/user.json/99999999999999999999999999/score": /not known/,
      "/v2/nothing.json": /no such resource/,
      "/v2/": /no such resource/,
    };
    for (const [path, description] of Object.entries(paths)) {
      const { status, json, headers } = await get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(json()).toEqual({ error: 404, description: expect.stringMatching(description) });
      expect(headers.get("X-Mashery-Error-Code")).toMatch(/^ERR_404_/);
    }
    for (const name of ["nils_example", "pia_example"]) {
      const { id } = (await get(`/v2/identity.json/twitter?screenName=${name}`)).json();
      const { status, json } = await get(`/v2/user.json/${id}/score`);
      expect([status, json().description]).toEqual([404, expect.stringMatching(/not enough data/)]);
    }
  });

  it("answers 202 while an account is fetched and 404 when it cannot be", async () => {
    const path = "/v2/identity.json/twitter?screenName=new.example.org";
    const fetching = await get(path, { enqueue: query => query.network === "bluesky" });
    expect([fetching.status, fetching.json().error]).toEqual([202, 202]);
    expect(Number(fetching.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await get(path, { enqueue: () => false })).status).toBe(404);
  });

  it("wants a known key in closed mode and none in open mode", async () => {
    const closed = { isOpen: false, isKnownKey: (key: string) => key === "good" };
    const path = `/v2/user.json/${ADA}/score`;
    expect((await get(`${path}?key=good`, closed)).status).toBe(200);
    for (const query of ["", "?key=", "?key=bad"]) {
      const { status, json, headers } = await get(path + query, closed);
      expect([status, json().error]).toEqual([401, 401]);
      expect(headers.get("X-Mashery-Error-Code")).toBe("ERR_401_NOT_AUTHORIZED");
    }
    for (const query of ["", "?key=anything"]) expect((await get(path + query)).status).toBe(200);
  });

  it("answers 403, not 429, over the rate limit", async () => {
    const takeCall = () => ({ isAllowed: false, retryAfterSeconds: 0.4 });
    const { status, json, headers } = await get(`/v2/user.json/${ADA}/score`, { takeCall });
    expect([status, json().error, headers.get("Retry-After")]).toEqual([403, 403, "1"]);
    expect(headers.get("X-Mashery-Error-Code")).toBe("ERR_403_DEVELOPER_OVER_QPS");
  });

  it("gives topics to a bearer token of the same person only", async () => {
    const path = `/v2/user.oauth/${ADA}/topics`;
    const deps = {
      isOpen: false,
      kloutIdOfToken: async (_: unknown, token: string) => (token === "hers" ? ADA : MARY),
    };
    const as = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
    expect((await get(path, deps, as("hers"))).status).toBe(200);
    expect((await get(path, deps, as("his"))).status).toBe(401);
    expect((await get(path, deps)).status).toBe(401);
    expect((await get(path)).status).toBe(401);
  });

  it("compresses when asked to, answers HEAD without a body and refuses other methods", async () => {
    const app = kloutRoutes(open);
    const path = `http://host/v2/user.json/${ADA}/score`;
    const zipped = await app.request(path, { headers: { "Accept-Encoding": "gzip" } });
    expect(zipped.headers.get("Content-Encoding")).toBe("gzip");
    const plain = zipped.body!.pipeThrough(new DecompressionStream("gzip"));
    expect(JSON.parse(await new Response(plain).text()).score).toBeGreaterThan(0);
    const head = await get(`/v2/user.json/${ADA}/score`, {}, { method: "HEAD" });
    expect([head.status, head.text, head.headers.get("Renown-Score-Low")]).toEqual([
      200,
      "",
      expect.stringMatching(/^\d/),
    ]);
    expect((await get(`/v2/user.json/${ADA}`, {}, { method: "POST" })).status).toBe(405);
  });

  it("repeats nothing of an error: 503 without a snapshot, 500 when something breaks", async () => {
    const failing = (error: Error) => ({ snapshots: { withView: () => Promise.reject(error) } });
    const none = await get(`/v2/user.json/${ADA}`, failing(new CliError("/secret/path")));
    const broken = await get(`/v2/user.json/${ADA}`, failing(new Error("/secret/path")));
    expect([none.status, none.json().error, broken.status, broken.json().error]).toEqual([
      503, 503, 500, 500,
    ]);
    expect(none.text + broken.text).not.toContain("secret");
  });
});
