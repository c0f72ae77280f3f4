import { describe, expect, it } from "vitest";
import { fakeServedView, fakeSnapshots } from "../../../test/support/fake-served-view.ts";
import { KLOUT_PEOPLE } from "../../../test/support/klout-people.ts";
import type { KloutDeps } from "./klout-deps.ts";
import { kloutRoutes } from "./klout-routes.ts";

const open: KloutDeps = {
  snapshots: fakeSnapshots(fakeServedView(KLOUT_PEOPLE)),
  isOpen: true,
  isKnownKey: () => false,
};

async function get(path: string, deps: Partial<KloutDeps> = {}) {
  const response = await kloutRoutes({ ...open, ...deps }).request(`http://host${path}`);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

describe("Klout v1", () => {
  it("pairs names with scores of two decimals, in the order asked, under the names asked", async () => {
    const { status, json, headers } = await get("/1/klout.json?key=k&users=mary_example,ada_example");
    expect(status).toBe(200);
    const { users } = json();
    expect(json()).toEqual({ status: 200, users: [expect.any(Object), expect.any(Object)] });
    expect(users.map((one: object) => Object.keys(one))).toEqual([
      ["twitter_screen_name", "kscore"],
      ["twitter_screen_name", "kscore"],
    ]);
    expect(users.map((one: { twitter_screen_name: string }) => one.twitter_screen_name)).toEqual([
      "mary_example",
      "ada_example",
    ]);
    for (const { kscore } of users) expect(kscore).toBe(Number(kscore.toFixed(2)));
    expect(headers.get("Renown-Score-Low")).toMatch(/^\d+\.\d\d, \d+\.\d\d$/);
  });

  it("gives the whole user object with numbers, descriptions and what was not observed as null", async () => {
    const [ada] = (await get("/1/users/show.json?users=ada_example")).json().users;
    expect(ada.twitter_id).toBe("1000001");
    expect(Object.keys(ada.score)).toEqual([
      "kscore",
      "slope",
      "description",
      "kclass_id",
      "kclass",
      "kclass_description",
      "kscore_description",
      "network_score",
      "amplification_score",
      "true_reach",
      "delta_1day",
      "delta_5day",
    ]);
    expect(ada.score).toMatchObject({ slope: 0, delta_1day: 0, delta_5day: 0, kclass: expect.any(String) });
    expect(ada.score.kclass_id).toBeGreaterThan(0);
    expect(Number.isInteger(ada.score.true_reach)).toBe(true);
    expect(ada.score.kscore_description).toMatch(/^\d+ of 100, between \d+ and \d+ with 90 % probability/);
    const [mary] = (await get("/1/users/show.json?users=mary_example")).json().users;
    expect(mary.score).toMatchObject({ kclass: null, kclass_id: null });
    expect(mary.score.description).toMatch(/^No style: /);
    expect(mary.score.delta_1day).toBeCloseTo(mary.score.kscore - 30, 1);
    expect(mary.score.delta_5day).toBeCloseTo(mary.score.kscore - 28, 1);
  });

  it("lists influencers and influencees with their scores and topics by name", async () => {
    const by = (await get("/1/soi/influenced_by.json?users=ada_example")).json().users;
    expect(by[0].twitter_screen_name).toBe("ada_example");
    expect(by[0].influencers.map((one: { twitter_screen_name: string }) => one.twitter_screen_name)).toEqual([
      "charles_example",
      "mary_example",
    ]);
    const of = (await get("/1/soi/influencer_of.json?users=mary_example")).json().users;
    expect(of).toEqual([{ twitter_screen_name: "mary_example", influencees: [] }]);
    const topics = (await get("/1/users/topics.json?users=ada_example")).json().users;
    expect(topics).toEqual([{ twitter_screen_name: "ada_example", topics: [] }]);
  });

  it("fails the whole call when one of the users is unknown or has not enough data", async () => {
    for (const other of ["nobody", "nils_example", "pia_example"]) {
      const { status, json, headers } = await get(`/1/klout.json?users=ada_example,${other}`);
      expect([status, json().status, typeof json().body.error]).toEqual([404, 404, "string"]);
      expect(headers.get("X-Mashery-Error-Code")).toMatch(/^ERR_404/);
    }
  });

  it("answers an error inside a 200 when no user is named and 403 for more than five", async () => {
    for (const query of ["", "?users=", "?users=,%20,"])
      expect((await get(`/1/klout.json${query}`)).json()).toEqual({
        status: 200,
        headers: [],
        body: { error: "No users" },
      });
    const six = await get(`/1/klout.json?users=${Array(6).fill("ada_example").join(",")}`);
    expect([six.status, six.json().body.error]).toEqual([403, "At most 5 users a call."]);
  });

  it("takes a handle of any network and answers with text that asks for it again", async () => {
    const names = ["ada.example.org", "@ida@social.example"];
    const { json } = await get(`/1/klout.json?users=${names.map(encodeURIComponent).join(",")}`);
    expect(json().users.map((one: { twitter_screen_name: string }) => one.twitter_screen_name)).toEqual(
      names,
    );
  });

  it("answers XML with the same names and escapes what stands in it", async () => {
    const { text, headers } = await get("/1/klout.xml?users=ada_example");
    expect(headers.get("Content-Type")).toBe("application/xml; charset=UTF-8");
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<users><user><twitter_screen_name>ada_example<\/twitter_screen_name><kscore>[\d.]+<\/kscore><\/user><\/users>\n$/,
    );
    const failed = await get("/1/users/show.xml?users=%3Cb%3E");
    expect(failed.status).toBe(404);
    expect(failed.text).toContain("<error><status>404</status><message>");
    expect(failed.text).not.toContain("<b>");
  });

  it("queues a user that can be fetched and says so with 202", async () => {
    const { status, json } = await get("/1/klout.json?users=fetch_me", { enqueue: () => true });
    expect([status, json()]).toEqual([202, expect.objectContaining({ status: 202, users: [] })]);
  });

  it("counts calls against the key and answers 403 when there were too many", async () => {
    const seen: string[] = [];
    const takeCall = (caller: string) => {
      seen.push(caller);
      return { isAllowed: seen.length < 2, retryAfterSeconds: 1 };
    };
    const deps = { isOpen: false, isKnownKey: () => true, takeCall };
    expect((await get("/1/klout.json?key=mine&users=ada_example", deps)).status).toBe(200);
    expect((await get("/1/klout.json?key=mine&users=ada_example", deps)).status).toBe(403);
    expect(seen).toEqual(["mine", "mine"]);
  });

  it("knows no other paths and no other suffixes", async () => {
    for (const path of ["/1/klout", "/1/klout.yaml", "/1/users/history.json", "/1/"])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });
});
