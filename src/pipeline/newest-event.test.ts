import { afterAll, describe, expect, it } from "vitest";
import { loadSources, openTestEngine, type Population } from "../../test/support/sources.ts";
import { newestEventAsOf } from "./newest-event.ts";

const engine = await openTestEngine();
afterAll(() => engine.close());
const asOfOf = async (population: Population) =>
  newestEventAsOf(engine, await loadSources(engine, population));

describe("the asOf of a run that names none", () => {
  it("is midnight UTC after the newest act, post or count", async () => {
    const act = { network: "x", kind: "like", acted_at: "2026-01-05T12:00:00Z" };
    expect(await asOfOf({ interactions: [act] })).toBe("2026-01-06T00:00:00.000Z");
    const post = { network: "x", post_id: "p", posted_at: "2026-01-07T23:59:59.999Z" };
    expect(await asOfOf({ interactions: [act], posts: [post] })).toBe("2026-01-08T00:00:00.000Z");
    const stats = { network: "x", account_id: "a", observed_at: "2026-01-08T00:00:00Z" };
    expect(await asOfOf({ posts: [post], account_stats: [stats] })).toBe("2026-01-09T00:00:00.000Z");
  });

  it("passes over what is dated at or after a limit, such as a year typed wrong", async () => {
    const act = { network: "x", kind: "like", acted_at: "2026-01-05T12:00:00Z" };
    const typo = { network: "x", kind: "like", acted_at: "2096-01-05T12:00:00Z" };
    const source = await loadSources(engine, { interactions: [act, typo] });
    expect(await newestEventAsOf(engine, source, "2026-02-01T00:00:00.000Z")).toBe(
      "2026-01-06T00:00:00.000Z",
    );
    expect(await newestEventAsOf(engine, source, "2026-01-05T12:00:00.000Z")).toBeNull();
  });

  it("is null when nothing dated is there: a state without a time is no event", async () => {
    expect(await asOfOf({ interactions: [{ network: "x", kind: "follow", acted_at: null }] })).toBeNull();
  });
});
