import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLI_NOW, fakeNetworkCli } from "../support/fake-network-cli.ts";
import { fakeWorld } from "../support/fake-network-world.ts";
import { linesOf } from "../support/renown-cli.ts";

/** Two accounts that post, and thirty people who act on them. */
const small = () => fakeWorld({ stars: 2, postsEach: 6, fans: 30, now: CLI_NOW });

describe("the score of a handle that no lake holds", () => {
  it("is fetched, computed on demand, kept in the lake, and compared with nobody", async () => {
    const { renown, server } = await fakeNetworkCli(small());
    const { exitCode, err, json } = await renown(["score", "star0.fake.test", "--json"]);
    expect(err).toBe("");
    expect(exitCode).toBe(0);
    const [answer] = json();
    expect(answer).toMatchObject({ basis: "on_demand", account_id: "did:fake:star0", network: "bluesky" });
    expect(answer!["score"]).toBeGreaterThan(0);
    expect(answer!["percentiles"]).toMatchObject([
      { population: "reference" },
      { population: "lake", size: 0, percentile: null },
      { population: "similar_audience", size: 0 },
    ]);
    expect(answer!["networks"]).toMatchObject([{ is_ranked: false, is_self_supplied: false }]);
    const asked = server.requestCount;
    const again = await renown(["score", "star0.fake.test", "--json", "--offline"]);
    expect(again.exitCode).toBe(0);
    expect(server.requestCount).toBe(asked);
    expect((await renown(["top", "--json"])).out).not.toContain("star0");
  });

  it("is refined as answers come with --watch, and ends with the card", async () => {
    const { renown } = await fakeNetworkCli(small(), { pageSize: 3 });
    const { out, exitCode } = await renown(["score", "star0.fake.test", "--watch"]);
    expect(exitCode).toBe(0);
    const lines = linesOf(out).filter(line => /^star0\.fake\.test: .* after \d+ requests?; /.test(line));
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines[0]).toMatch(/after 2 requests; 0 people, 0 of \d+ reactions read$/);
    expect(out).toMatch(/\nScore \d+\.\d .*computed on demand/);
    expect(out).toContain("Note: Read from the network at 2026-11-01 01:00 UTC with");
  });

  it("is explained from the same rows: the same number, and the people and posts behind it", async () => {
    const { renown, server } = await fakeNetworkCli(small());
    const explained = await renown(["explain", "star0.fake.test", "--json"]);
    expect(explained.exitCode).toBe(0);
    const asked = server.requestCount;
    const scored = await renown(["score", "star0.fake.test", "--json"]);
    expect(server.requestCount).toBe(asked);
    expect(explained.json()[0]!["score"]).toBe(scored.json()[0]!["score"]);
    expect(explained.json()[0]!["posts"]).toHaveLength(6);
    expect(explained.json()[0]!["people"]).toContainEqual(
      expect.objectContaining({ handle: expect.stringMatching(/^fan\d+\.fake\.test$/), score: null }),
    );
  });

  it("says with a code of its own that the network has no such account, or that it is closed", async () => {
    const { renown } = await fakeNetworkCli(small());
    const { exitCode, json } = await renown([
      ...["score", "nobody.fake.test", "shy.fake.test", "off.fake.test", "star1.fake.test", "--json"],
    ]);
    expect(exitCode).toBe(4);
    const [nobody, shy, off, star1] = json();
    expect(nobody).toMatchObject({ exit_code: 3, error: expect.stringContaining("no account") });
    expect(shy).toMatchObject({ score: null, reason: expect.stringContaining("protected") });
    expect(off).toMatchObject({ score: null, reason: expect.stringContaining("asked not to be found") });
    expect(star1!["score"]).toBeGreaterThan(0);
  });

  it("reads on where the requests that were allowed ended, and asks nobody once all is read", async () => {
    const { renown, server } = await fakeNetworkCli(small(), { pageSize: 3 });
    const score = async (...more: string[]) => {
      const before = server.requestCount;
      const { json } = await renown(["score", "star0.fake.test", "--json", ...more]);
      return { answer: json()[0]!, requests: server.requestCount - before };
    };
    const first = await score("--requests", "5");
    expect(first.requests).toBe(5);
    expect(first.answer["notes"]).toContainEqual(expect.stringMatching(/used up; ask again to read on/));
    const second = await score("--requests", "500");
    expect(second.answer["notes"]).not.toContainEqual(expect.stringMatching(/used up/));
    const third = await score();
    expect(third.requests).toBe(0);
    expect(third.answer).toEqual(second.answer);
    const anew = await score("--refresh", "--requests", "500");
    expect(anew.requests).toBe(first.requests + second.requests);
    expect(anew.answer["score"]).toBe(second.answer["score"]);
  });
});

describe("two linked accounts that were fetched", () => {
  it("give the combined score and each its own, whichever is asked for", async () => {
    const { renown, data } = await fakeNetworkCli(small());
    const alone = (await renown(["score", "star0.fake.test", "star1.fake.test", "--json"])).json();
    const link = {
      ...{ network: "bluesky", account_id: "did:fake:star1", identity_id: "bluesky:did:fake:star0" },
      ...{ proof_kind: "self", proof_url: null, observed_at: "2026-10-31T00:00:00Z" },
    };
    const file = join(data, "..", "identity_links.ndjson");
    writeFileSync(file, JSON.stringify(link));
    expect((await renown(["import", file])).exitCode).toBe(0);
    const linked = (await renown(["score", "star0.fake.test", "star1.fake.test", "--json"])).json();
    const identities = linked.map(({ identity }) => identity as { score: number; identity_id: string });
    for (const [at, { score, networks }] of linked.entries()) {
      expect(score).toBe(alone[at]!["score"]);
      expect(identities[at]!.identity_id).toBe("bluesky:did:fake:star0");
      expect(identities[at]!.score).toBeGreaterThan(
        Math.max(...alone.map(answer => Number(answer["score"]))),
      );
      expect((networks as { handle: string }[]).map(({ handle }) => handle).toSorted()).toEqual([
        "star0.fake.test",
        "star1.fake.test",
      ]);
    }
    expect(identities[0]!.score).toBeCloseTo(identities[1]!.score, 1);
  });
});

describe("a network that needs a token or money", () => {
  it("answers at once with the free way and the priced one, and asks nobody", async () => {
    const { renown, server } = await fakeNetworkCli(small(), {
      connector: { needsToken: true, usdPerRequest: 0.005 },
    });
    const { exitCode, err } = await renown(["score", "star0.fake.test"]);
    expect(exitCode).toBe(3);
    expect(err).toMatch(/RENOWN_BLUESKY_TOKEN/);
    expect(err).toMatch(/at most \$0\.30 for 60 requests/);
    expect(err).toMatch(/Free, for your own account: export your repository/);
    expect(server.requestCount).toBe(0);
  });

  it("is asked within --budget only, for all handles together", async () => {
    const { renown, server } = await fakeNetworkCli(small(), { connector: { usdPerRequest: 0.005 } });
    const none = await renown(["score", "star0.fake.test"]);
    expect(none).toMatchObject({
      exitCode: 2,
      err: expect.stringMatching(/costs at most \$0\.30.*--budget 0\.30/),
    });
    const less = await renown(["score", "star0.fake.test", "--budget", "0.2"]);
    expect(less).toMatchObject({ exitCode: 2, err: expect.stringMatching(/\$0\.20 is left of the budget/) });
    expect(server.requestCount).toBe(0);
    const { json, exitCode } = await renown([
      "score",
      "star0.fake.test",
      "star1.fake.test",
      "--budget",
      "0.5",
      "--json",
    ]);
    expect(exitCode).toBe(2);
    expect(json()[0]!["score"]).toBeGreaterThan(0);
    expect(json()[1]).toMatchObject({ error: expect.stringContaining("$0.20 is left") });
  });

  it("never shows a secret", async () => {
    const { renown } = await fakeNetworkCli(small(), {
      token: "SECRET-token",
      connector: { needsToken: true },
    });
    const env = { RENOWN_BLUESKY_TOKEN: "SECRET-wrong" };
    const refused = await renown(["score", "star0.fake.test"], env);
    expect(refused.exitCode).toBe(1);
    expect(refused.err).toContain("401");
    const doctor = await renown(["doctor"], env);
    expect(doctor.out).toMatch(/bluesky +ready/);
    const good = await renown(["score", "star0.fake.test"], { RENOWN_BLUESKY_TOKEN: "SECRET-token" });
    expect(good.exitCode).toBe(0);
    expect(JSON.stringify([refused, doctor, good])).not.toContain("SECRET");
  });
});
