import { describe, expect, it } from "vitest";
import { type ClaimedAccount, missingLinks, type ProofPage } from "./link-proof.ts";

const PAGE = "https://maya.example/about";
const x: ClaimedAccount = { network: "x", accountId: "12", handle: "Maya", url: PAGE, bio: null };
const fedi: ClaimedAccount = {
  network: "mastodon",
  accountId: "https://social.example/users/maya",
  handle: "maya@social.example",
  url: null,
  bio: "Rivers and maps. More at maya.example/about/.",
};
const sky: ClaimedAccount = {
  network: "bluesky",
  accountId: "did:plc:maya",
  handle: "maya.example",
  url: null,
  bio: null,
};
const page = (relMe: readonly string[], over: Partial<ProofPage> = {}): ProofPage => ({
  url: PAGE,
  relMe,
  domainDid: null,
  ...over,
});
const both = ["https://x.com/maya", "https://social.example/@maya"];
const missing = (...args: Parameters<typeof missingLinks>) =>
  missingLinks(...args).map(({ from, account }) => `${from} ${account.network}`);

describe("missingLinks", () => {
  it("is empty when the page names both accounts and both profiles name the page", () => {
    expect(missing(page(both), [x, fedi])).toEqual([]);
    expect(missing(page(["https://twitter.com/MAYA", fedi.accountId]), [x, fedi])).toEqual([]);
  });

  it("does not take a page's word for an account that does not name it", () => {
    expect(missing(page(both), [{ ...x, url: null }, fedi])).toEqual(["profile x"]);
    expect(
      missing(page(both), [x, { ...fedi, bio: "I like notmaya.example/about and maya.example/abouts" }]),
    ).toEqual(["profile mastodon"]);
  });

  it("does not take an account's word for a page that does not name it", () => {
    expect(missing(page([both[1]!]), [x, fedi])).toEqual(["page x"]);
    expect(missing(page(["https://x.com/maya_"]), [x, fedi])).toEqual(["page x", "page mastodon"]);
  });

  it("takes the profile of one of them as the page, when each names the other", () => {
    const profile = page(["https://x.com/maya"], { url: "https://social.example/@maya" });
    expect(missing(profile, [{ ...x, url: "https://social.example/@maya" }, fedi])).toEqual([]);
    expect(missing(profile, [x, fedi])).toEqual(["profile x"]);
  });

  it("takes a domain that is a handle, when it names the same DID", () => {
    const home = { url: "https://maya.example/", domainDid: "did:plc:maya" };
    expect(
      missing(page(["https://x.com/maya"], home), [{ ...x, url: "https://www.maya.example" }, sky]),
    ).toEqual([]);
    const other = { ...home, domainDid: "did:plc:other" };
    expect(missing(page(["https://x.com/maya"], other), [x, sky])).toContain("page bluesky");
  });

  it("never links by likeness of names", () => {
    const namesake = { ...fedi, bio: null };
    expect(missing(page([]), [{ ...x, url: null }, namesake])).toHaveLength(4);
  });
});
