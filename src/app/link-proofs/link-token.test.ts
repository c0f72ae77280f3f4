import { describe, expect, it } from "vitest";
import { holdsWord, profileWord } from "../claims/profile-word.ts";
import { linkToken, linkTokenEndsAt, validLinkTokens } from "./link-token.ts";

const PAIR = { accountIds: ["x:1", "bluesky:did:plc:a"], linkCount: 0 } as const;
const NOW = new Date("2026-11-23T12:00:00Z");
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

describe("a link token", () => {
  it("is good for its two accounts in any order, for one link, in one lake", () => {
    const token = linkToken("secret", PAIR, NOW);
    const valid = (secret: string, of: typeof PAIR | { accountIds: [string, string]; linkCount: number }) =>
      validLinkTokens(secret, of, NOW).includes(token);
    expect(valid("secret", { ...PAIR, accountIds: ["bluesky:did:plc:a", "x:1"] })).toBe(true);
    expect(valid("secret", { ...PAIR, accountIds: ["x:1", "x:2"] })).toBe(false);
    expect(valid("secret", { accountIds: ["x:1", "bluesky:did:plc:a"], linkCount: 1 })).toBe(false);
    expect(valid("of another lake", PAIR)).toBe(false);
  });

  it("runs out when it says so", () => {
    const token = linkToken("secret", PAIR, NOW);
    expect(linkTokenEndsAt(NOW)).toBe("2026-12-07T00:00:00.000Z");
    expect(validLinkTokens("secret", PAIR, later(13)).includes(token)).toBe(true);
    expect(validLinkTokens("secret", PAIR, later(14)).includes(token)).toBe(false);
    expect(validLinkTokens("secret", PAIR, later(-1)).includes(token)).toBe(false);
  });

  it("is no proof of a claim", () => {
    const payload = "the same";
    expect(profileWord("secret", "link", payload)).not.toBe(profileWord("secret", "claim", payload));
    expect(holdsWord(profileWord("secret", "link", payload), profileWord("secret", "claim", payload))).toBe(
      false,
    );
  });
});
