import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake, serveLakeAt } from "../../../test/support/served-lake.ts";
import { CardPainter } from "./card-painter.ts";
import { createShare } from "./create-share.ts";

let served: ServedLake;
let share: Hono;
const painter = new CardPainter();

beforeAll(async () => {
  served = await servedTinyLake();
  share = createShare(served, painter);
});

afterAll(async () => {
  await painter.close();
  await served.close();
});

const get = (path: string, headers: Record<string, string> = {}) => share.request(path, { headers });

describe("/badge", () => {
  it("gives the badge of a handle, to be kept for minutes and shown on other pages", async () => {
    const response = await get("/badge/x:@alice.svg");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(await response.text()).toMatch(/>\d+(\.\d)? ± \d+(\.\d)?<\/text>/);
  });

  it("answers 304 to who holds it already", async () => {
    const etag = (await get("/badge/x:@alice.svg")).headers.get("etag")!;
    expect((await get("/badge/x:@alice.svg", { "if-none-match": etag })).status).toBe(304);
    expect((await get("/badge/x:@bob.svg", { "if-none-match": etag })).status).toBe(200);
  });

  it("says not enough data, and unknown with 404 or, for no handle at all, 400", async () => {
    expect(await (await get("/badge/x:@nils.svg")).text()).toContain("not enough data");
    const unknown = await get("/badge/x:@nobody.svg");
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining(">unknown<")]);
    expect((await get("/badge/two%20words.svg")).status).toBe(400);
  });

  it("knows neither the protected nor, where only the claimed are named, anybody else", async () => {
    expect((await get("/badge/x:@pia.svg")).status).toBe(404);
    const claimed = await serveLakeAt(served.dataDir, "claimed");
    try {
      const closed = createShare(claimed, painter);
      for (const path of ["/badge/x:@alice.svg", "/card/x:@alice.png", "/dossier/x:@alice"])
        expect((await closed.request(path)).status).toBe(404);
    } finally {
      await claimed.close();
    }
  });
});

describe("/card", () => {
  it("gives a PNG of 1200 by 630, the same bytes again", async () => {
    const [one, again] = [await get("/card/x:@alice.png"), await get("/card/x%3A%40alice.png")];
    expect(one.headers.get("content-type")).toBe("image/png");
    const bytes = Buffer.from(await one.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("is painted for who has not enough data, and 404 for who is unknown", async () => {
    expect((await get("/card/x:@nils.png")).status).toBe(200);
    expect((await get("/card/x:@nobody.png")).status).toBe(404);
  });

  it("asks to come back when too many wait, and paints again afterwards", async () => {
    const narrow = new CardPainter(1);
    try {
      const busy = createShare(served, narrow);
      const answers = await Promise.all(
        ["alice", "bob", "nils"].map(name => Promise.resolve(busy.request(`/card/x:@${name}.png`))),
      );
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 503, 503]);
      expect(answers.find(({ status }) => status === 503)!.headers.get("retry-after")).toBe("3");
      expect((await busy.request("/card/x:@bob.png")).status).toBe(200);
    } finally {
      await narrow.close();
    }
  });

  it("survives a picture that cannot be painted", async () => {
    await expect(painter.paint("<svg")).rejects.toThrow();
    expect(
      (await painter.paint('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>')).length,
    ).toBeGreaterThan(20);
  });
});

describe("/dossier", () => {
  it("is the dossier under a policy that lets nothing run or load", async () => {
    const response = await get("/dossier/x:@alice");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'/,
    );
    expect(await response.text()).toContain("<bdi>Alice Example</bdi>");
  });

  it("shows the statement of who claimed the account", async () => {
    const claim = {
      network: "x",
      accountId: "2",
      claimedAt: "2026-10-30T00:00:00.000Z",
      proof: "domain",
    } as const;
    served.claims.save({ ...claim, statement: "I sell <b>boats</b>.", isHidden: false });
    expect(await (await get("/dossier/x:@bob")).text()).toContain("I sell &lt;b&gt;boats&lt;/b&gt;.");
  });

  it("names nobody it does not know, and repeats a hostile handle as text only", async () => {
    const response = await get(`/dossier/${encodeURIComponent("x:@<script>alert(1)</script>")}`);
    expect([400, 404]).toContain(response.status);
    expect(await response.text()).not.toContain("<script");
  });
});

it.each(["badge", "card", "dossier"])(
  "/%s answers every handle with a page, a picture or a problem, never a failure",
  async what => {
    const end = { badge: ".svg", card: ".png", dossier: "" }[what];
    const handles = [
      "",
      "%",
      "%00",
      "%E0%A4%A",
      "..%2F..%2Fetc",
      "a".repeat(5000),
      "x:",
      "x:@",
      "%F0%9F%98%80",
      "mastodon:https:%2F%2Fa%2Fb",
      "x%3A%40a%0d%0aSet-Cookie%3A1",
    ];
    for (const handle of handles) {
      const { status, headers } = await get(`/${what}/${handle}${end}`);
      expect([400, 404]).toContain(status);
      expect(headers.get("set-cookie")).toBeNull();
    }
  },
);
