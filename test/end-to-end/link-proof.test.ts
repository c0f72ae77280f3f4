import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renown, temporaryFolders } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();
const relMe = (...addresses: string[]) => addresses.map(to => `<a rel="me" href="${to}">me</a>`).join("\n");
const pages: Record<string, string> = {
  "/maya": relMe("https://x.com/maya", "https://social.example/@maya"),
  "/half": relMe("https://x.com/maya"),
  "/dora": relMe("https://x.com/dora"),
};
const server = createServer((request, response) => {
  const page = pages[request.url ?? ""];
  if (page === undefined) response.writeHead(404).end("<h1>Nothing here</h1>");
  else response.setHeader("content-type", "text/html").end(page);
});
let site: string;
let data: string;

const profile = (
  network: string,
  account_id: string,
  handle: string,
  url: string | null,
  bio: string | null,
  observed_at = "2026-01-01T00:00:00Z",
) => JSON.stringify({ network, account_id, handle, url, bio, observed_at });

async function bringIn(rows: readonly string[]): Promise<void> {
  const file = join(await newFolder(), "accounts.ndjson");
  writeFileSync(file, `${rows.join("\n")}\n`);
  expect(await renown(["import", file, "--quiet", "--data", data])).toMatchObject({ exitCode: 0, err: "" });
}

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const webHost = site.slice("http://".length).replace(":", "%3A");
  pages["/.well-known/did.json"] = JSON.stringify({ id: `did:web:${webHost}` });
  data = join(await newFolder(), "lake");
  const rows = [
    profile("x", "12", "maya", `${site}/maya`, null),
    profile(
      "mastodon",
      "https://social.example/users/maya",
      "maya@social.example",
      null,
      `I am at ${site}/maya.`,
    ),
    profile("x", "13", "mayafan", null, null),
    profile("x", "18", "dora", `${site}/dora`, null),
    profile("bluesky", `did:web:${webHost}`, "dora.example", null, null),
    profile("bluesky", "did:web:elsewhere.example", "elsewhere.example", null, null),
    ...["14", "15", "16", "17"].map(id => profile("x", id, `acct${id}`, null, null)),
  ];
  await bringIn(rows);
});
afterAll(() => server.close());

const link = (
  a: string,
  b: string,
  page: string,
  env: Record<string, string> = { RENOWN_ALLOW_LOOPBACK: "1" },
) => renown(["link", a, b, "--proof", `${site}${page}`, "--json", "--data", data], { env });

describe("renown link", () => {
  it("records a link whose page names both accounts and is named by both", async () => {
    const refused = await link("x:@maya", "@maya@social.example", "/half");
    expect(refused.exitCode).toBe(1);
    expect(refused.json()[0]!["error"]).toMatch(
      /\/half does not prove the link: the profile of x:@maya.*the page does not link to @maya@social\.example/,
    );
    const result = await link("x:@maya", "@maya@social.example", "/maya");
    expect(result.json()[0]).toMatchObject({
      linked: "@maya@social.example",
      is_verified: true,
      is_new: true,
    });
    expect(result.exitCode).toBe(0);
  });

  it("records nothing for somebody whom the page does not name", async () => {
    const result = await link("x:@maya", "x:@mayafan", "/maya");
    expect(result.exitCode).toBe(1);
    expect(result.json()[0]!["error"]).toMatch(/the page does not link to x:@mayafan/);
    const again = await link("x:@maya", "x:@mayafan", "/maya");
    expect(again.exitCode).toBe(1);
  });

  it("takes a domain for its own did:web account, and for no other", async () => {
    const other = await link("x:@dora", "elsewhere.example", "/dora");
    expect(other.json()[0]!["error"]).toMatch(/the page does not link to elsewhere\.example/);
    const own = await link("x:@dora", "dora.example", "/dora");
    expect(own.json()[0]).toMatchObject({ linked: "dora.example", is_verified: true, is_new: true });
  });

  it("says that a page is missing, and asks no private address unless told to", async () => {
    const missing = await link("x:@maya", "x:@mayafan", "/nowhere");
    expect(missing.json()[0]!["error"]).toMatch(/answered with status 404/);
    const guarded = await link("x:@maya", "x:@mayafan", "/maya", {});
    expect(guarded.json()[0]!["error"]).toMatch(/127\.0\.0\.1, which is not a public address/);
  });
});

const withToken = async (a: string, b: string) =>
  String((await renown(["link", a, b, "--token", "--json", "--data", data])).json()[0]!["token"]);
const linked = (a: string, b: string) => renown(["link", a, b, "--json", "--data", data]);

describe("renown link --token", () => {
  it("links nobody whose own profile does not agree, and links both once it does, once", async () => {
    const [a, b] = ["x:@acct14", "x:@acct15"];
    const none = await linked(a, b);
    expect(none.exitCode).toBe(1);
    expect(none.json()[0]!["error"]).toMatch(/Neither the profile of x:@acct14.*--token` makes one/);
    const token = await withToken(a, b);
    expect(token).toMatch(/^renown-link-[0-9a-f]{20}$/);
    await bringIn([profile("x", "14", "acct14", null, `Hello. ${token}!`, "2026-01-02T00:00:00Z")]);
    const onlyMine = await linked(a, b);
    expect(onlyMine.exitCode).toBe(1);
    expect(onlyMine.json()[0]!["error"]).toMatch(/nothing shows that the owner of x:@acct15 agrees/);
    await bringIn([profile("x", "15", "acct15", `https://${token}.example/`, null, "2026-01-02T00:00:00Z")]);
    const both = await linked(b, a);
    expect(both.json()[0]).toMatchObject({ proof_kind: "bio_token", proof_url: null, is_verified: true });
    expect(await withToken(a, b)).not.toBe(token);
  });

  it("takes the address of the other account in a profile for its owner's word, and a token for no other account", async () => {
    const token = await withToken("x:@acct16", "x:@acct17");
    await bringIn([
      profile("x", "16", "acct16", null, token, "2026-01-02T00:00:00Z"),
      profile("x", "17", "acct17", null, "Also https://x.com/acct16.", "2026-01-02T00:00:00Z"),
    ]);
    expect((await linked("x:@acct16", "x:@mayafan")).exitCode).toBe(1);
    expect((await linked("x:@acct16", "x:@acct17")).json()[0]).toMatchObject({ is_new: true });
  });

  it("believes --proof export only where both exports were imported", async () => {
    const result = await renown([
      "link",
      "x:@maya",
      "x:@mayafan",
      "--proof",
      "export",
      "--json",
      "--data",
      data,
    ]);
    expect(result.exitCode).toBe(2);
    expect(result.json()[0]!["error"]).toMatch(/No export of x:@maya or x:@mayafan was imported here/);
  });
});

describe("renown forget --linked", () => {
  it("erases the accounts linked with the one that is named, and without it that one alone", async () => {
    const forget = (...args: string[]) => renown(["forget", ...args, "--json", "--data", data]);
    const alone = await forget("x:@acct15");
    expect(alone.json()[0]).toMatchObject({ account_id: "15", linked: [] });
    expect((await forget("x:@acct14")).json()[0]).toMatchObject({ account_id: "14", linked: [] });
    const both = await forget("@maya@social.example", "--linked");
    expect(both.json()[0]).toMatchObject({ linked: ["x:12"] });
    const gone = await link("x:@maya", "x:@mayafan", "/maya");
    expect(gone.exitCode).toBe(3);
    expect(gone.json()[0]!["error"]).toMatch(/holds nothing about x:@maya/);
  });
});
