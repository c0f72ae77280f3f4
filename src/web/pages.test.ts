import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../test/support/served-lake.ts";
import { type WebSite, webSite, wordsOf } from "../../test/support/web-site.ts";
import { CliError } from "../domain/errors.ts";

let served: ServedLake;
let site: WebSite;

beforeAll(async () => {
  served = await servedTinyLake();
  site = webSite(served);
});

afterAll(async () => {
  await served.close();
});

const PAGES = [
  "/",
  "/u/x:@amara",
  "/u/x:@nils",
  "/u/x:@nobody",
  "/find?q=am",
  "/top",
  "/top/x",
  "/topics",
  "/topics?search=tele",
  "/topics/television",
  "/topics/television/x:@Alice",
  "/topics/nothing-like-it",
  "/compare",
  "/compare?with=x:@Alice&with=x:@bob&with=x:@nils",
  "/method",
  "/opt-out",
  "/claim",
  "/nothing-here",
];

describe("every page", () => {
  it.each(PAGES)("%s is whole, has one heading and nothing inline", async path => {
    const answer = await site.get(path);
    const html = await answer.text();
    expect(html.startsWith("<!doctype html><html lang=")).toBe(true);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/<title>[^<]{4,}<\/title>/);
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=|javascript:/i);
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag).toMatch(/src="\/assets\/site-/);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain("unsafe");
  });

  it.each(PAGES)("%s shows no score without its range", async path => {
    const html = await site.page(path);
    const scores = html.match(/class="figure-score"/g) ?? [];
    const ranged = html.match(/class="figure-score">[^<]+<\/span> ?<span class="figure-range">/g) ?? [];
    expect(ranged).toHaveLength(scores.length);
  });

  it("asks robots to stay away where nobody agreed to be indexed", async () => {
    expect(await site.page("/u/x:@amara")).toContain('name="robots" content="noindex');
    expect(await site.page("/robots.txt")).toBe("User-agent: *\nDisallow: /\n");
  });

  it("answers 304 to whoever has it already", async () => {
    const tag = (await site.get("/method")).headers.get("etag") ?? "";
    expect(tag).not.toBe("");
    expect((await site.get("/method", { "if-none-match": tag })).status).toBe(304);
  });

  it("links only to files that never change and to pages that are there", async () => {
    const html = await site.page("/");
    const paths = [...html.matchAll(/(?:href|src)="(\/[^"#]*)"/g)].map(([, path]) => path!);
    for (const path of new Set(paths.filter(path => !path.startsWith("/api/")))) {
      const answer = await site.get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      if (path.startsWith("/assets/")) expect(answer.headers.get("cache-control")).toContain("immutable");
    }
    expect((await site.get("/assets/site-000000000000.css")).status).toBe(404);
  });
});

describe("a profile", () => {
  it("names who is compared, how many and when beside each percentile", async () => {
    const words = wordsOf(await site.page("/u/x:@amara"));
    expect(words).toMatch(/above [\d.]+ % of [\d,]+ .*accounts with enough data.*, \d+ \w+ 20\d\d/);
    expect(words).toContain("not for automatic hiring");
    expect(words).toMatch(/90 % sure that the score is between \d+(\.\d)? and \d+/);
  });

  it("puts the person's own statement above the number", async () => {
    const at = "2026-11-01T00:00:00.000Z";
    const claim = { network: "x", accountId: "5", claimedAt: at, proof: "export", isHidden: false } as const;
    served.claims.save({ ...claim, statement: "Ask me <b>first</b>." });
    const html = await site.page("/u/x:@amara");
    served.claims.drop("x", "5");
    expect(html).toContain("Ask me &lt;b&gt;first&lt;/b&gt;.");
    expect(html.indexOf("Ask me")).toBeLessThan(html.indexOf("figure-score"));
  });

  it("of too little evidence is no low score", async () => {
    const html = await site.page("/u/x:@nils");
    expect(wordsOf(html)).toContain("Not enough data");
    expect(html).not.toContain("figure-large");
  });

  it("says how to get a handle that is not measured, and shows nobody who is protected", async () => {
    for (const handle of ["x:@nobody", "x:@pia"]) {
      const answer = await site.get(`/u/${handle}`);
      expect(answer.status).toBe(404);
      expect(wordsOf(await answer.text())).toMatch(/is not measured here.*How to get it.*archive/);
    }
  });

  it("stands at one address only", async () => {
    expect((await site.get("/u/x:@AMARA")).headers.get("location")).toBe("/u/x:@amara");
    expect((await site.get("/u/x:5")).headers.get("location")).toBe("/u/x:@amara");
    expect((await site.get("/@a@b.example")).headers.get("location")).toBe("/find?q=%40a%40b.example");
  });

  it("weighs under 100 KB with its style and script", async () => {
    const html = await site.page("/u/x:@amara");
    const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    const sizes = await Promise.all(files.map(async path => (await site.page(path)).length));
    expect(files).toHaveLength(3);
    expect(html.length + sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000);
  });
});

describe("finding", () => {
  it("leads to the one person of that name, or to the choices", async () => {
    expect((await site.get("/find?q=alice")).headers.get("location")).toBe("/u/x:@Alice");
    expect((await site.get("/find?q=amara.example.org")).headers.get("location")).toBe(
      "/u/amara.example.org",
    );
    const words = wordsOf(await site.page("/find?q=someone"));
    expect(words).toContain("x:@someone");
    expect(words).toContain("someone.bsky.social");
  });

  it("shows what was typed as text, never as markup", async () => {
    const hostile = `"><script>alert(1)</script>'`;
    for (const path of ["/find?q=", "/u/", "/compare?with=a&with=", "/claim?handle=", "/@"]) {
      const html = await site.page(path + encodeURIComponent(hostile));
      expect(html).not.toContain("<script>alert");
      expect(html).not.toContain('"><script');
    }
    expect(site.errors).toEqual([]);
  });
});

describe("a leaderboard", () => {
  it("says ties in words and keeps the range of each", async () => {
    const words = wordsOf(await site.page("/top/x"));
    expect(words).toContain("5 X accounts with enough data");
    expect(words).toContain("tied, 1 to 2 Alice Example x:@Alice");
  });

  it("names a person first and then on which networks", async () => {
    expect(wordsOf(await site.page("/top"))).toContain("3 Amara amara.example.org, x:@amara");
  });

  it("begins again where the cursor is of an older snapshot, and refuses a made-up one", async () => {
    expect((await site.get("/top?cursor=made-up")).status).toBe(400);
    expect((await site.get("/top/none")).status).toBe(404);
  });
});

describe("a comparison", () => {
  it("keeps the order asked for and tells ties in words", async () => {
    const words = wordsOf(await site.page("/compare?with=x:@bob&with=x:@Alice"));
    expect(words).toMatch(/x:@Alice and x:@bob are tied/);
    expect(words).toMatch(/Profile open x:@bob open x:@Alice/);
  });

  it("refuses six accounts, one twice, and unknown ones, and says why", async () => {
    const six = Array.from({ length: 6 }, (_, i) => `with=x:@a${i}`).join("&");
    for (const [query, why] of [
      [six, "At most 5"],
      ["with=x:@bob&with=x:2", "named twice"],
      ["with=x:@bob&with=x:@nobody", "nothing about"],
    ] as const) {
      const answer = await site.get(`/compare?${query}`);
      expect(answer.status).toBe(400);
      expect(wordsOf(await answer.text())).toContain(why);
    }
  });
});

describe("a public site", () => {
  it("names only who claimed the profile; everybody else is part of counts", async () => {
    const claimed = await servedTinyLake("claimed");
    const pages = webSite(claimed);
    try {
      expect((await pages.get("/u/x:@amara")).status).toBe(404);
      expect(await pages.page("/top")).not.toContain("amara");
      expect(await pages.page("/method")).toContain("5 people and organisations");
      const at = "2026-11-01T00:00:00.000Z";
      const claim = {
        network: "x",
        accountId: "5",
        claimedAt: at,
        proof: "export",
        isHidden: false,
      } as const;
      claimed.claims.save({ ...claim, statement: null });
      expect((await pages.get("/u/x:@amara")).status).toBe(200);
      expect(await pages.page("/top/x")).toContain("x:@amara");
      expect(await pages.page("/top/x")).not.toContain("Alice");
    } finally {
      await claimed.close();
    }
  });

  it("lets robots in only where people are open to indexing, and then only to theirs", async () => {
    const indexable = await servedTinyLake("indexable");
    const pages = webSite(indexable);
    try {
      expect(await pages.page("/robots.txt")).not.toContain("Disallow: /\n");
      expect(await pages.page("/method")).not.toContain("noindex");
      expect(await pages.page("/find?q=amara")).toContain("noindex");
    } finally {
      await indexable.close();
    }
  });
});

describe("the site", () => {
  it("has a home page before anything is published", async () => {
    const none = { withView: () => Promise.reject(new CliError("nothing yet")), close: async () => {} };
    const empty = webSite(served, { snapshots: none });
    expect(wordsOf(await empty.page("/"))).toContain("Nothing is published yet");
    expect(wordsOf(await empty.page("/u/x:@amara"))).toContain("Nothing is published yet");
    for (const path of ["/top", "/method", "/u/x:@amara", "/compare?with=x:@a&with=x:@b"])
      expect((await empty.get(path)).status).toBe(503);
    for (const path of ["/opt-out", "/compare", "/claim", "/find?q=alice"])
      expect((await empty.get(path)).status).toBe(200);
  });

  it("keeps the chosen colours in a cookie and goes back to this site only", async () => {
    const answer = await site.post("/theme", { theme: "dark", back: "/top" });
    expect(answer.headers.get("set-cookie")).toMatch(/^theme=dark;/);
    expect(answer.headers.get("location")).toBe("/top");
    expect(await (await site.get("/", { cookie: "theme=dark" })).text()).toContain(
      '<html lang="en" data-theme="dark">',
    );
    for (const back of ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"])
      expect((await site.post("/theme", { theme: "x", back })).headers.get("location")).toBe("/");
  });

  it("tells nothing of the inside when something breaks", async () => {
    const broken = webSite(served, {
      snapshots: { withView: () => Promise.reject(new Error("secret place")), close: async () => {} },
    });
    const answer = await broken.get("/top");
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("secret");
    expect(broken.errors).toHaveLength(1);
  });
});
