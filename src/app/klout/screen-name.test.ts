import { expect, it } from "vitest";
import { screenNameOf, screenNameQuery } from "./screen-name.ts";

it("reads bare names as handles on X, also of digits, and other text as any handle", () => {
  const x = (value: string) => ({ network: "x", kind: "handle", value });
  expect(screenNameQuery("ada_example")).toEqual(x("ada_example"));
  expect(screenNameQuery("@Ada")).toEqual(x("Ada"));
  expect(screenNameQuery("123")).toEqual(x("123"));
  expect(screenNameQuery("x:123")).toEqual({ network: "x", kind: "id", value: "123" });
  expect(screenNameQuery("alice.bsky.social")?.network).toBe("bluesky");
  expect(screenNameQuery("@a@social.example")?.network).toBe("mastodon");
  for (const text of ["", "  ", "a b", "zz:who", "http://", "a\u0000b"])
    expect(screenNameQuery(text)).toBeNull();
});

it("names an account by text that reads back as the same account", () => {
  for (const account of [
    { network: "x", accountId: "1", handle: "ada" },
    { network: "x", accountId: "1", handle: "123" },
    { network: "x", accountId: "1", handle: null },
    { network: "bluesky", accountId: "did:plc:a", handle: "ada.example.org" },
    { network: "mastodon", accountId: "https://s.example/users/a", handle: "a@s.example" },
    { network: "github", accountId: "5", handle: "ada" },
  ] as const) {
    const query = screenNameQuery(screenNameOf(account))!;
    expect(query.network).toBe(account.network);
    expect([account.accountId, account.handle]).toContain(query.value);
  }
});
