import { describe, expect, it } from "vitest";
import { nothingPublished } from "./top-list.ts";

describe("a leaderboard of a lake that has none", () => {
  it("says how to fill an empty lake, and how to score one that holds rows", () => {
    const empty = nothingPublished("/data", { accounts: 0, interactions: 0 }).message;
    expect(empty).toContain("renown ingest bluesky --starter-pack URI");
    expect(empty).toContain("renown ingest mastodon --instance HOST --local");
    const filled = nothingPublished("/data", { accounts: 0, interactions: 5 }).message;
    expect(filled).toBe("Nothing was published in /data yet: run `renown run`.");
  });
});
