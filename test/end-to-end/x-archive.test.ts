import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { briefAnswerSchema } from "../../src/app/brief-answer.ts";
import {
  filesUnder,
  linesOf,
  parquetHashes,
  renown,
  renownHere,
  temporaryFolders,
  textsUnder,
} from "../support/renown-cli.ts";
import { archiveFile, OWNER_ID, smallArchive, tweetEntry, writeFolder } from "../support/x-archive.ts";
import { patchBytes, writeZip } from "../support/zip-file.ts";

const newFolder = temporaryFolders();
const golden = fileURLToPath(new URL("../golden/x-archive/", import.meta.url));
const DIRECT_MESSAGE = "a word that was said in private";

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
// 2023-02-05 was a Sunday.
const posts = Array.from({ length: 12 }, (_, index) =>
  tweetEntry({
    id_str: `20000000000000001${10 + index}`,
    created_at: `${WEEKDAYS[(5 + index) % 7]} Feb ${10 + index} 12:33:11 +0000 2023`,
    favorite_count: String(4 + index),
    retweet_count: String(index % 4),
  }),
);

/** An archive with enough counts for a score, and a private file. */
function wholeArchive(): Record<string, string> {
  const { "data/manifest.js": _counts, ...files } = smallArchive();
  return {
    ...files,
    "data/tweets.js": archiveFile("tweets.part0", posts),
    "data/direct-messages.js": archiveFile("direct_messages.part0", [{ text: DIRECT_MESSAGE }]),
  };
}

/** Row counts by table as `renown import --json` printed them, of its one input. */
function inputOf(out: string): { readonly is_known: boolean; readonly rows_added: Record<string, number> } {
  return JSON.parse(out).inputs[0];
}

/** What stands in the lake beside lake.db, which exists from the first opening on. */
function rowsFilesUnder(dir: string): readonly string[] {
  return filesUnder(dir).filter(path => !path.startsWith("lake.db"));
}

async function zipOf(
  files: Record<string, string | Buffer>,
  change = (bytes: Buffer) => bytes,
): Promise<string> {
  const path = join(await newFolder(), "archive.zip");
  await writeZip(path, files);
  writeFileSync(path, change(readFileSync(path)));
  return path;
}

describe("an X archive at the command line", () => {
  it("an archive gives a score from counts alone", async () => {
    const data = join(await newFolder(), "lake");
    const imported = await renown(["import", await zipOf(wholeArchive()), "--data", data]);
    expect(imported).toMatchObject({ exitCode: 0 });
    expect(imported.out).toContain("12 posts");

    const scored = await renown(["score", "x:@ada", "--json", "--data", data]);
    expect(scored.exitCode).toBe(0);
    const answer = briefAnswerSchema.parse(scored.json()[0]);
    expect(answer).toMatchObject({ basis: "on_demand", account_id: OWNER_ID, handle: "x:@ada" });
    expect(answer.coverage).toBeLessThan(1);
    expect(answer.interval!.high - answer.interval!.low).toBeGreaterThan(10);
    expect(answer.networks[0]).toMatchObject({ is_ranked: false, is_self_supplied: true });
    const { conversation, timeliness, voice_authenticity } = answer.qualities!;
    // Twelve times the same words, and nobody else's: the first counts as its own.
    expect(voice_authenticity.value).toBeCloseTo(1 / 12, 12);
    expect(voice_authenticity.evidence.map(post => post.note)).toEqual(["words it said more than once"]);
    for (const { value, reason } of [conversation, timeliness])
      expect({ value, reason }).toEqual({
        value: null,
        reason: "Replies to it, or by it, were not observed.",
      });
    const text = await renownHere(["score", "x:@ada", "--data", data]);
    expect(text.out).toContain("computed on demand");
    expect(text.out).toContain("not ranked");

    expect(await renownHere(["run", "--data", data])).toMatchObject({ exitCode: 0 });
    const published = (await renownHere(["score", "x:@ada", "--json", "--data", data])).json()[0]!;
    expect(published).toMatchObject({ basis: "published", score: answer.score, interval: answer.interval });
    const top = await renownHere(["top", "--json", "--data", data]);
    expect(top).toMatchObject({ exitCode: 0 });
    expect(top.json()[0]).toMatchObject({ entries: [] });
    const topOfX = await renownHere(["top", "--network", "x", "--json", "--data", data]);
    expect(topOfX.json()[0]).toMatchObject({ entries: [] });
  });

  it("older tools' words hold what counts alone can say, and the reason for the rest", async () => {
    const data = join(await newFolder(), "lake");
    expect((await renownHere(["import", await zipOf(wholeArchive()), "--data", data])).exitCode).toBe(0);
    expect((await renownHere(["run", "--data", data])).exitCode).toBe(0);
    const ask = async () => {
      const { json } = await renownHere(["score", "x:@ada", "--json", "--data", data]);
      const { klout, twitalyzer } = briefAnswerSchema.parse(json()[0]).vocabularies!;
      const measures = [...klout.measures, ...twitalyzer.measures];
      return Object.fromEntries(measures.map(({ name, value, reason }) => [name, value ?? reason]));
    };
    expect(await ask()).toMatchObject({
      true_reach: expect.any(Number),
      amplification: expect.any(Number),
      network_impact: "Not observed: people_rank or notable_engagers_count.",
      signal: expect.any(Number),
      generosity: 0,
      engagement: "Not observed: people_referenced_count, people_referencing_count.",
      references_7d: "Not observed: references_7d_count.",
      potential_reach: "Not observed: reposters_followers_count.",
    });
    // a run that was published before its counts were kept
    const [mart] = Object.keys(parquetHashes(data)).filter(path => path.endsWith("account_style.parquet"));
    rmSync(join(data, mart!));
    expect(await ask()).toMatchObject({
      true_reach: expect.any(Number),
      signal: "Not observed: signal_posts_count.",
    });
  });

  it("the same archive changes nothing the second time, whether zip or folder", async () => {
    const data = join(await newFolder(), "lake");
    const zip = await zipOf(wholeArchive());
    const folder = join(await newFolder(), "twitter-2023-02-24");
    writeFolder(folder, wholeArchive());
    expect((await renownHere(["import", zip, "--data", data])).exitCode).toBe(0);
    const before = parquetHashes(data);
    for (const path of [zip, folder]) {
      const again = await renownHere(["import", path, "--json", "--data", data]);
      expect(again.exitCode).toBe(0);
      expect(inputOf(again.out)).toMatchObject({ is_known: true, rows_added: {} });
    }
    expect(parquetHashes(data)).toEqual(before);
  });

  it("reads both layouts, each from a folder", async () => {
    const data = join(await newFolder(), "lake");
    const folder = await newFolder();
    await cp(golden, folder, { recursive: true });
    const { exitCode, out } = await renown([
      "import",
      join(folder, "today/input"),
      join(folder, "to-2018/input"),
      "--json",
      "--data",
      data,
    ]);
    expect(exitCode).toBe(0);
    const [today, old] = JSON.parse(out).inputs;
    expect(today).toMatchObject({
      format: "x-archive",
      rows_added: { accounts: 1, posts: 7, post_stats: 6 },
      rejects: { bad_time_created_at: 1, bad_count_favorite_count: 1 },
    });
    expect(old).toMatchObject({ format: "x-archive", rows_added: { accounts: 1, posts: 4 } });
    expect(await renown(["score", "x:@ada", "--data", data])).toMatchObject({ exitCode: 0 });
  });

  it("never reads private entries", async () => {
    const data = join(await newFolder(), "lake");
    // Bytes that no inflater accepts: an import that opened this entry would fail.
    const damaged = await zipOf(wholeArchive(), bytes => {
      const local = bytes.indexOf("data/direct-messages.js");
      const patched = Buffer.from(bytes);
      patched.fill(
        0xff,
        local + "data/direct-messages.js".length + 9,
        local + "data/direct-messages.js".length + 30,
      );
      return patched;
    });
    expect(await renownHere(["import", damaged, "--data", data])).toMatchObject({ exitCode: 0 });
    const folder = join(await newFolder(), "archive");
    writeFolder(folder, wholeArchive());
    expect(await renownHere(["import", folder, "--data", join(data, "../other")])).toMatchObject({
      exitCode: 0,
    });
    for (const lake of [data, join(data, "../other")]) {
      const texts = Object.values(await textsUnder(lake)).join("\n");
      expect(texts).toContain(OWNER_ID);
      expect(texts).not.toContain(DIRECT_MESSAGE);
      expect(texts).not.toContain("private@example.org");
    }
  });
});

describe("a bad archive", () => {
  const cases: readonly [name: string, make: () => Promise<string>, message: RegExp][] = [
    [
      "cut off",
      () => zipOf(wholeArchive(), bytes => bytes.subarray(0, bytes.length * 0.6)),
      /cannot be read as a zip/,
    ],
    [
      "climbing out",
      () =>
        zipOf({ ...wholeArchive(), "xx/evil.js": "1" }, bytes =>
          patchBytes(bytes, "xx/evil.js", "../evil.js"),
        ),
      /"\.\.\/evil\.js" climbs out/,
    ],
    [
      "a bomb",
      () =>
        zipOf({
          ...wholeArchive(),
          "data/tweets.js": `window.YTD.tweets.part0 = [${" ".repeat(12 * 2 ** 20)}]`,
        }),
      /bomb|unpacks|expand/i,
    ],
    [
      "not JSON, after good posts",
      () =>
        zipOf({
          ...wholeArchive(),
          "data/tweets.js": `${archiveFile("tweets.part0", posts).slice(0, -2)}, function() {} ]`,
        }),
      /data\/tweets\.js has an element 13 that is not JSON/,
    ],
    ["another zip", () => zipOf({ "photos/1.jpg": "x" }), /is no personal export that is known/],
    ["empty", () => zipOf({}), /is no personal export that is known/],
    [
      "no zip at all",
      async () => {
        const path = join(await newFolder(), "archive.zip");
        writeFileSync(path, "actor_id,target_id\n");
        return path;
      },
      /cannot be read as a zip/,
    ],
    ["absent", async () => join(await newFolder(), "absent.zip"), /absent\.zip/],
  ];

  it.each(cases)(
    "that is %s is refused with one line, and leaves nothing behind",
    async (_name, make, message) => {
      const data = join(await newFolder(), "lake");
      const { exitCode, out, err } = await renownHere(["import", await make(), "--quiet", "--data", data]);
      expect(err).toMatch(message);
      expect(exitCode).toBe(1);
      expect(linesOf(err)).toHaveLength(1);
      expect(out).toBe("");
      expect(rowsFilesUnder(data)).toEqual([]);
    },
  );
});
