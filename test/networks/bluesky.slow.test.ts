import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blueskyConnector } from "../../src/connectors/bluesky/connector.ts";
import type { Page, TableRow } from "../../src/connectors/contract.ts";
import { createHttpClient } from "../../src/platform/http/http-client.ts";
import { openExport } from "../../src/platform/open-export.ts";
import {
  type BlueskyNetwork,
  blueskyNetworkMissing,
  type NetworkAct,
  type Population,
  startBlueskyNetwork,
} from "../support/bluesky-network.ts";
import { recordsOf } from "../support/export-records.ts";
import { startLimitingProxy } from "../support/limiting-proxy.ts";
import { rankCorrelation } from "../support/rank-correlation.ts";
import { linesOf, renown, temporaryFolders } from "../support/renown-cli.ts";
import { suiteWhen } from "../support/suite-when.ts";

/** The planned population; fewer with RENOWN_BLUESKY_ACCOUNTS while one works on something else. */
const ACCOUNTS = Number(process.env["RENOWN_BLUESKY_ACCOUNTS"] ?? 200);
const ACTS = Math.round(ACCOUNTS * 12.5);
const KINDS = ["like", "repost", "reply", "quote"] as const;
/** A command that takes longer than four minutes is ended; this many are scored in one on a busy machine. */
const HANDLES_A_COMMAND = 25;
const WINDOW_MILLISECONDS = 90 * 86_400_000;
const script = fileURLToPath(new URL("../../bin/renown.mjs", import.meta.url));

suiteWhen(
  blueskyNetworkMissing.length === 0,
  `missing ${blueskyNetworkMissing.join("; ")}`,
  "the real Bluesky network",
  () => {
    const newFolder = temporaryFolders();
    let network: BlueskyNetwork;
    let population: Population;
    let followed: string;

    beforeAll(async () => {
      network = await startBlueskyNetwork({ accountCount: ACCOUNTS, actCount: ACTS, seed: 1 });
      followed = join(await newFolder(), "followed");
      const ingest = spawn(
        process.execPath,
        [
          script,
          "ingest",
          "bluesky",
          "--service",
          network.pds.replace("http:", "ws:"),
          "--complete",
          "--quiet",
        ],
        {
          env: { ...process.env, RENOWN_OFFLINE: "", RENOWN_ALLOW_LOOPBACK: "1", RENOWN_DATA: followed },
          stdio: ["ignore", "ignore", "inherit"],
        },
      );
      // Following starts from now on: it has to be there before the first account.
      await delay(3000);
      population = await network.populate();
      await delay(3000);
      ingest.kill("SIGINT");
      await once(ingest, "exit");
    }, 900_000);
    afterAll(() => network?.stop());

    /** Acts of others on the posts of a member, as planned. */
    const actsOn = (target: number) =>
      population.acts.filter(act => act.target === target && act.actor !== target);

    async function readMember(
      member: number,
    ): Promise<{ readonly pages: readonly Page[]; readonly requests: number }> {
      const signal = new AbortController().signal;
      const http = createHttpClient({ userAgent: "Renown-test/1", signal, guard: { allowLoopback: true } });
      const sockets = { open: () => Promise.reject(new Error("no socket is needed")) };
      const now = new Date();
      const from = new Date(now.getTime() - WINDOW_MILLISECONDS).toISOString();
      const pages: Page[] = [];
      const query = {
        network: "bluesky",
        kind: "handle",
        value: population.members[member]!.handle,
      } as const;
      const effects = { http, sockets, now: () => now, signal };
      try {
        const config = { service: network.appView };
        for await (const page of blueskyConnector.readAccount(query, { from, cursor: null }, config, effects))
          pages.push(page);
        return { pages, requests: http.sentCount };
      } finally {
        await http.close();
      }
    }

    it("gives the counts of every post and account as the AppView has them and as they were planned", async () => {
      const { members, follows } = population;
      for (const [member, { did, posts, isShy }] of members.entries()) {
        const { pages, requests } = await readMember(member);
        expect(requests, members[member]!.handle).toBeLessThanOrEqual(60);
        const rows = rowsIn(pages);
        if (isShy) {
          expect(rows).toMatchObject([{ table: "accounts", row: { is_indexable: false } }]);
          continue;
        }
        const stats = rows.find(({ table, row }) => table === "account_stats" && row.account_id === did)!.row;
        const answers = population.acts.filter(
          ({ actor, kind }) => actor === member && (kind === "reply" || kind === "quote"),
        );
        expect(stats).toMatchObject({
          followers_count: follows.filter(([, target]) => target === member).length,
          following_count: follows.filter(([actor]) => actor === member).length,
          posts_count: posts.length + answers.length,
        });
        const views = await postViews(network.appView, posts);
        for (const [post, uri] of posts.entries()) {
          const ours = countsOf(rows, uri);
          expect(ours, uri).toEqual(views.get(uri));
          expect(ours, uri).toEqual(plannedCounts(actsOn(member), post));
        }
      }
    }, 900_000);

    it("lists everybody who acted on a post that the request budget reaches", async () => {
      const { pages } = await readMember(0);
      const rows = rowsIn(pages);
      const complete = rows.flatMap(({ table, row }) =>
        table === "observations" && row.table === "interactions" && row.is_complete ? [row.kind] : [],
      );
      expect(complete.sort()).toEqual([...KINDS].sort());
      for (const [post, uri] of population.members[0]!.posts.entries()) {
        const listed = Object.fromEntries(
          KINDS.map(kind => [
            kind,
            rows.filter(
              ({ table, row }) => table === "interactions" && row.kind === kind && row.post_id === uri,
            ).length,
          ]),
        );
        expect(listed).toEqual(plannedCounts(actsOn(0), post));
      }
    });

    it("gives a first page that can be scored after two requests", async () => {
      const proxy = await startLimitingProxy(network.appView, { count: 1_000_000, seconds: 60 });
      const signal = new AbortController().signal;
      const http = createHttpClient({ userAgent: "Renown-test/1", signal, guard: { allowLoopback: true } });
      const sockets = { open: () => Promise.reject(new Error("no socket is needed")) };
      const query = { network: "bluesky", kind: "handle", value: population.members[0]!.handle } as const;
      const from = new Date(Date.now() - WINDOW_MILLISECONDS).toISOString();
      const effects = { http, sockets, now: () => new Date(), signal };
      const reading = blueskyConnector.readAccount(
        query,
        { from, cursor: null },
        { service: proxy.url },
        effects,
      );
      for await (const page of reading) {
        const tables = new Set(rowsIn([page]).map(({ table }) => table));
        expect([...tables]).toEqual(
          expect.arrayContaining(["accounts", "account_stats", "posts", "post_stats"]),
        );
        break;
      }
      expect(proxy.counts.requests).toBe(2);
      await http.close();
      await proxy.stop();
    });

    it("gives a repository that imports as what its owner did", async () => {
      const { did, posts } = population.members[0]!;
      const answer = await fetch(`${network.pds}/xrpc/com.atproto.sync.getRepo?did=${did}`);
      const path = join(await newFolder(), "repo.car");
      await writeFile(path, Buffer.from(await answer.arrayBuffer()));
      const input = await openExport(path);
      const records = await recordsOf(input);
      await input.close();
      expect(records.filter(record => "rejection" in record)).toEqual([]);
      const rows = records.flatMap(record => ("row" in record ? [record] : []));
      const originals = rows.flatMap(({ table, row }) =>
        table === "posts" && row.kind === "original" ? [row.post_id] : [],
      );
      expect(originals.sort()).toEqual([...posts].sort());
      const made = rows.flatMap(({ table, row }) =>
        table === "interactions" && row.kind !== "follow" ? [[row.kind, row.target_id, row.post_id]] : [],
      );
      const planned = population.acts
        .filter(({ actor }) => actor === 0)
        .map(({ kind, target, post }) => {
          const { did: targetDid, posts: theirs } = population.members[target]!;
          return [kind, targetDid, theirs[post]];
        });
      expect(made.map(String).sort()).toEqual(planned.map(String).sort());
    });

    it("answers 50 handles behind a rate limit without showing it, each within its requests", async () => {
      const proxy = await startLimitingProxy(network.appView, { count: 200, seconds: 4 });
      const env = { RENOWN_OFFLINE: "", RENOWN_ALLOW_LOOPBACK: "1", RENOWN_BLUESKY_SERVICE: proxy.url };
      const handles = population.members.slice(0, 50).map(({ handle }) => handle);
      const data = join(await newFolder(), "limited");
      let out = "";
      let err = "";
      for (let start = 0; start < handles.length; start += HANDLES_A_COMMAND) {
        const asked = handles.slice(start, start + HANDLES_A_COMMAND);
        const result = await renown(["score", ...asked, "--json", "--data", data], { env });
        out += result.out;
        err += result.err;
      }
      await proxy.stop();
      const answers = linesOf(out).map(line => JSON.parse(line) as Record<string, unknown>);
      expect(answers).toHaveLength(handles.length);
      expect(answers.filter(({ error }) => error !== undefined)).toEqual([]);
      const notes = answers.flatMap(answer => answer["notes"] as readonly string[]);
      expect(`${notes.join(" ")}${err}`).not.toMatch(/429|allows no request|[Rr]ate ?[Ll]imit|failed/);
      expect(proxy.counts.refused).toBe(0);
      expect(proxy.counts.requests).toBeGreaterThan(200);
      expect(proxy.counts.requests).toBeLessThanOrEqual(60 * handles.length);
    }, 900_000);

    it("ranks people on demand as the whole firehose ranks them", async () => {
      const run = await renown(["run", "--as-of", new Date().toISOString(), "--data", followed, "--quiet"]);
      expect(run.err).toBe("");
      expect(run.exitCode).toBe(0);
      const handles = population.members.filter(({ isShy }) => !isShy).map(({ handle }) => handle);
      const dids = population.members.filter(({ isShy }) => !isShy).map(({ did }) => `bluesky:${did}`);
      const published = await scoresOf(dids, ["--offline", "--data", followed]);
      const env = { RENOWN_OFFLINE: "", RENOWN_ALLOW_LOOPBACK: "1", RENOWN_BLUESKY_SERVICE: network.appView };
      const data = join(await newFolder(), "on-demand");
      const onDemand = await scoresOf(handles, ["--data", data], env);
      const both = [...published.keys()].filter(did => onDemand.has(did));
      expect(both.length).toBeGreaterThan(ACCOUNTS * 0.3);
      const correlation = rankCorrelation(
        both.map(did => published.get(did)!),
        both.map(did => onDemand.get(did)!),
      );
      console.log(`rank correlation ${correlation.toFixed(4)} over ${both.length} accounts`);
      expect(correlation).toBeGreaterThanOrEqual(0.95);
    }, 1_800_000);
  },
);

describe("the rank correlation of these tests", () => {
  it("is 1 for the same order, -1 for the opposite, and lets ties share a rank", () => {
    expect(rankCorrelation([1, 2, 9], [10, 20, 21])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    // Ranks 1.5, 1.5, 3 against 1, 2, 3: covariance 1.5, spreads 1.5 and 2.
    expect(rankCorrelation([5, 5, 7], [1, 2, 3])).toBeCloseTo(1.5 / Math.sqrt(3), 12);
  });
});

function rowsIn(pages: readonly Page[]): readonly TableRow[] {
  return pages.flatMap(({ records }) => records.filter(record => "row" in record));
}

function plannedCounts(acts: readonly NetworkAct[], post: number) {
  return Object.fromEntries(
    KINDS.map(kind => [kind, acts.filter(act => act.kind === kind && act.post === post).length]),
  );
}

function countsOf(rows: readonly TableRow[], uri: string) {
  const stats = rows.find(({ table, row }) => table === "post_stats" && row.post_id === uri);
  if (stats?.table !== "post_stats") return null;
  const { like_count, repost_count, reply_count, quote_count } = stats.row;
  return { like: like_count, repost: repost_count, reply: reply_count, quote: quote_count };
}

/** Counts by at-uri as the AppView tells them of the posts themselves. */
async function postViews(appView: string, uris: readonly string[]) {
  const query = uris.map(uri => `uris=${encodeURIComponent(uri)}`).join("&");
  const answer = await fetch(`${appView}/xrpc/app.bsky.feed.getPosts?${query}`);
  const { posts } = (await answer.json()) as { posts: readonly Record<string, number | string>[] };
  return new Map(
    posts.map(({ uri, likeCount, repostCount, replyCount, quoteCount }) => [
      uri,
      { like: likeCount, repost: repostCount, reply: replyCount, quote: quoteCount },
    ]),
  );
}

/** Scores by account id, of those that have enough data. */
async function scoresOf(
  asked: readonly string[],
  options: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, number>> {
  const scores = new Map<string, number>();
  for (let start = 0; start < asked.length; start += HANDLES_A_COMMAND) {
    const handles = asked.slice(start, start + HANDLES_A_COMMAND);
    const { out } = await renown(["score", ...handles, "--json", ...options], { env });
    for (const line of linesOf(out)) {
      const { account_id, score } = JSON.parse(line) as { account_id?: string; score?: number | null };
      if (account_id !== undefined && typeof score === "number") scores.set(account_id, score);
    }
  }
  return scores;
}
