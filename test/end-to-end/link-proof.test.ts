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
};
const server = createServer((request, response) => {
  const page = pages[request.url ?? ""];
  if (page === undefined) response.writeHead(404).end("<h1>Nothing here</h1>");
  else response.setHeader("content-type", "text/html").end(page);
});
let site: string;
let data: string;

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  data = join(await newFolder(), "lake");
  const profile = (
    network: string,
    account_id: string,
    handle: string,
    url: string | null,
    bio: string | null,
  ) => JSON.stringify({ network, account_id, handle, url, bio, observed_at: "2026-01-01T00:00:00Z" });
  const file = join(await newFolder(), "accounts.ndjson");
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
  ];
  writeFileSync(file, `${rows.join("\n")}\n`);
  expect(await renown(["import", file, "--quiet", "--data", data])).toMatchObject({ exitCode: 0, err: "" });
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

  it("says that a page is missing, and asks no private address unless told to", async () => {
    const missing = await link("x:@maya", "x:@mayafan", "/nowhere");
    expect(missing.json()[0]!["error"]).toMatch(/answered with status 404/);
    const guarded = await link("x:@maya", "x:@mayafan", "/maya", {});
    expect(guarded.json()[0]!["error"]).toMatch(/127\.0\.0\.1, which is not a public address/);
  });
});
