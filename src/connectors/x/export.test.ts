import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readExport, recordsOf } from "../../../test/support/export-records.ts";
import {
  accountFile,
  archiveFile,
  manifestFile,
  OWNER_ID,
  smallArchive,
  tweetEntry,
  writeFolder,
} from "../../../test/support/x-archive.ts";
import { writeZip } from "../../../test/support/zip-file.ts";
import type { TableName } from "../../domain/interchange/schema.ts";
import type { ExportInput } from "../../platform/export-input.ts";
import type { ConnectorRecord } from "../contract.ts";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "renown-x-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** An export held in memory; entries without text fail the test when they are opened. */
function memoryInput(files: Readonly<Record<string, string | null>>): ExportInput {
  return {
    label: "archive.zip",
    entries: () => Object.keys(files).map(name => ({ name, sizeBytes: files[name]?.length ?? 1 })),
    async open({ name }) {
      const text = files[name];
      if (typeof text !== "string") throw new Error(`${name} was opened`);
      return Readable.from([Buffer.from(text)]);
    },
    contentHash: () => "",
    async close() {},
  };
}

const read = (files: Readonly<Record<string, string | null>>) => recordsOf(memoryInput(files));

function rowsOf(records: readonly ConnectorRecord[], table: TableName): readonly Record<string, unknown>[] {
  return records.flatMap(record => ("row" in record && record.table === table ? [record.row] : []));
}

function reasonsOf(records: readonly ConnectorRecord[]): readonly string[] {
  return records.flatMap(record =>
    "rejection" in record ? [`${record.rejection.file}: ${record.rejection.reason}`] : [],
  );
}

const isPostsComplete = (records: readonly ConnectorRecord[]) =>
  rowsOf(records, "observations").find(({ table }) => table === "posts")?.is_complete;

const stats = (records: readonly ConnectorRecord[]) => rowsOf(records, "account_stats")[0]!;

describe("an X archive", () => {
  it("gives the same rows and content hash as a zip, as a zip with a folder on top, and unpacked", async () => {
    const files = smallArchive();
    const nested = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`twitter-2023-02-24-ab/${name}`, text]),
    );
    await writeZip(join(dir, "flat.zip"), files);
    await writeZip(join(dir, "nested.zip"), nested);
    writeFolder(join(dir, "unpacked"), files);
    const flat = await readExport(join(dir, "flat.zip"));
    expect(rowsOf(flat.records, "posts")).toHaveLength(1);
    expect(reasonsOf(flat.records)).toEqual([]);
    for (const other of ["nested.zip", "unpacked", "unpacked/data"])
      expect(await readExport(join(dir, other))).toEqual(flat);
  });

  it("opens nothing but its allow-list, even when the manifest lists private files", async () => {
    const names =
      "direct-messages.js direct-messages-group.js direct-message-headers.js ip-audit.js contact.js phone-number.js email-address-change.js device-token.js key-registry.js personalization.js ad-impressions.js ad-engagements.js like.js block.js mute.js tweet-headers.js deleted-tweet-headers.js tweets-private.js tweets_media/1.jpg";
    const privateFiles = names.split(" ").map(name => `data/${name}`);
    const counts = Object.fromEntries(names.split(" ").map(name => [name, 1]));
    const records = await read({
      ...smallArchive(),
      ...Object.fromEntries(privateFiles.map(name => [name, null])),
      "data/manifest.js": manifestFile({ ...counts, "tweets.js": 1 }),
    });
    expect(rowsOf(records, "posts")).toHaveLength(1);
    expect(reasonsOf(records)).toEqual([]);
  });

  it("reads parts in order of their number and both names of the first", async () => {
    const part = (id: string) => archiveFile("tweets.part0", [tweetEntry({ id_str: id })]);
    const records = await read({
      "data/account.js": accountFile,
      "data/tweets-part10.js": part("10"),
      "data/tweets-part2.js": part("2"),
      "data/tweet.js": part("1"),
    });
    expect(rowsOf(records, "posts").map(({ post_id }) => post_id)).toEqual(["1", "2", "10"]);
  });

  it("without a manifest is dated by its newest post and complete in nothing", async () => {
    const records = await read({
      "data/account.js": accountFile,
      "data/tweets.js": archiveFile("tweets.part0", [
        tweetEntry({ id_str: "2", created_at: "Sun Feb 19 08:00:00 +0000 2023" }),
        tweetEntry(),
      ]),
    });
    const newest = "2023-02-19T08:00:00.000Z";
    expect(rowsOf(records, "accounts")[0]).toMatchObject({ handle: "ada", observed_at: newest });
    expect(rowsOf(records, "post_stats").map(({ observed_at }) => observed_at)).toEqual([newest, newest]);
    expect(isPostsComplete(records)).toBe(false);
    expect(stats(records)).toMatchObject({ followers_count: null, posts_count: null, listed_count: null });
  });

  it("is not complete when its manifest calls it partial", async () => {
    const records = await read({
      ...smallArchive(),
      "data/manifest.js": manifestFile({ "tweets.js": 1 }, { isPartialArchive: true }),
    });
    expect(isPostsComplete(records)).toBe(false);
    expect(isPostsComplete(await read(smallArchive()))).toBe(true);
  });

  it.each([
    ["a part is missing", { "tweets.js": 1, "tweets-part1.js": 4 }, "tweets-part1.js: missing_part"],
    ["a part is shorter than listed", { "tweets.js": 2 }, "data/tweets.js: fewer_than_listed"],
  ])("is not complete and says so when %s", async (_what, counts, reason) => {
    const records = await read({ ...smallArchive(), "data/manifest.js": manifestFile(counts) });
    expect(reasonsOf(records)).toEqual([reason]);
    expect(isPostsComplete(records)).toBe(false);
    expect(stats(records).posts_count).toBeNull();
  });

  it("takes its counts from the lengths of its lists", async () => {
    expect(stats(await read(smallArchive()))).toMatchObject({
      followers_count: 2,
      following_count: 0,
      posts_count: 1,
      listed_count: 0,
    });
  });

  it("does not know a count whose list is missing", async () => {
    const { "data/follower.js": _follower, ...files } = smallArchive();
    expect(stats(await read(files)).followers_count).toBeNull();
  });

  it("of a protected account gives the profile alone, and opens no posts", async () => {
    const records = await read({
      ...smallArchive(),
      "data/tweets.js": null,
      "data/follower.js": null,
      "data/protected-history.js": archiveFile("protected_history.part0", [
        { protectedHistory: { protectedAt: "2023-02-20T00:00:00.000Z", action: "Protect" } },
        { protectedHistory: { protectedAt: "2023-02-10T00:00:00.000Z", action: "Unprotect" } },
      ]),
    });
    expect(records).toHaveLength(2);
    expect(rowsOf(records, "accounts")[0]).toMatchObject({ account_id: OWNER_ID, is_protected: true });
    expect(reasonsOf(records)).toEqual(["data/protected-history.js: protected_account"]);
  });

  it("counts a broken piece and goes on", async () => {
    const records = await read({
      ...smallArchive(),
      "data/manifest.js": manifestFile({}),
      "data/tweets.js": archiveFile("tweets.part0", [
        7,
        {},
        tweetEntry({ created_at: "2023" }),
        tweetEntry(),
      ]),
      "data/follower.js": archiveFile("follower.part0", [{ follower: {} }]),
    });
    expect(rowsOf(records, "posts")).toHaveLength(1);
    expect(reasonsOf(records)).toEqual([
      "data/follower.js: missing_account_id",
      "data/tweets.js: not_an_object",
      "data/tweets.js: missing_created_at",
      "data/tweets.js: bad_time_created_at",
    ]);
  });

  it("without posts still gives profile, counts and a complete span", async () => {
    const records = await read({
      ...smallArchive(),
      "data/tweets.js": archiveFile("tweets.part0", []),
      "data/manifest.js": manifestFile({ "tweets.js": 0 }),
    });
    expect(stats(records)).toMatchObject({ posts_count: 0, followers_count: 2 });
    expect(rowsOf(records, "observations")[0]).toMatchObject({
      from_at: "2010-05-01T00:00:00.000Z",
      is_complete: true,
    });
  });
});

describe("an input that is no whole X archive", () => {
  it("gets an error that lists what was expected", async () => {
    await writeZip(join(dir, "other.zip"), { "photos/1.jpg": "x" });
    await expect(readExport(join(dir, "other.zip"))).rejects.toThrow(
      /other\.zip is not an export that is known\. Expected one of: x-archive \(.*data\/tweets\.js/,
    );
  });

  it("gets the same error when it is empty", async () => {
    await writeZip(join(dir, "empty.zip"), {});
    await expect(readExport(join(dir, "empty.zip"))).rejects.toThrow(
      "empty.zip is not an export that is known",
    );
  });

  it("is refused when it holds two archives", async () => {
    const files = { "one/data/account.js": accountFile, "two/data/account.js": accountFile };
    await expect(read(files)).rejects.toThrow("holds more than one X archive (one/data, two/data)");
  });

  it("is refused when nothing says whose it is", async () => {
    const files = { "data/tweets.js": archiveFile("tweets.part0", [tweetEntry()]) };
    await expect(read(files)).rejects.toThrow("does not say whose archive it is");
    await expect(read({ "tweets.csv": "tweet_id,timestamp,text\n" })).rejects.toThrow(
      "user_details.js is missing",
    );
  });

  it("is refused with the file and the byte when a file is not JSON", async () => {
    const files = { ...smallArchive(), "data/tweets.js": "window.YTD.tweets.part0 = [ function() {} ]" };
    await expect(read(files)).rejects.toThrow(
      /data\/tweets\.js has an element 1 that is not JSON \(at byte \d+\)/,
    );
  });

  it("does not quote account.js when that is not JSON", async () => {
    const files = { ...smallArchive(), "data/account.js": accountFile.replace("]", "") };
    const problem = await read(files).catch((error: unknown) => error as Error);
    expect(String(problem)).toContain("data/account.js is not JSON");
    expect(String(problem)).not.toContain("private@");
  });
});
