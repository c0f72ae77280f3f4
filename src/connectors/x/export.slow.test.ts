import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import yazl from "yazl";
import { accountFile, manifestFile, tweetEntry } from "../../../test/support/x-archive.ts";
import { openExport } from "../../platform/open-export.ts";
import { readerFor } from "../registry.ts";

const POST_COUNT = 150_000;

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "renown-x-big-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function* tweetsText(): Generator<string> {
  yield "window.YTD.tweets.part0 = [\n";
  for (let at = 0; at < POST_COUNT; at++) {
    const entry = tweetEntry({ id_str: String(10 ** 9 + at), full_text: `Post ${at} ${Math.sin(at)}` });
    yield `${at === 0 ? "" : ",\n"}${JSON.stringify(entry)}`;
  }
  yield "\n]\n";
}

describe("an X archive of 150,000 posts", () => {
  it("is read to its end while holding less than half of its text", async () => {
    const zip = new yazl.ZipFile();
    zip.addBuffer(Buffer.from(manifestFile({ "tweets.js": POST_COUNT })), "data/manifest.js");
    zip.addBuffer(Buffer.from(accountFile), "data/account.js");
    zip.addReadStream(Readable.from(tweetsText()), "data/tweets.js");
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(join(dir, "big.zip")));

    const input = await openExport(join(dir, "big.zip"));
    let postCount = 0;
    let highestBytes = 0;
    const heldBytes = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
    const startBytes = heldBytes();
    for await (const record of (await readerFor(input)).read(input))
      if ("row" in record && record.table === "posts" && ++postCount % 1000 === 0)
        highestBytes = Math.max(highestBytes, heldBytes());
    const unpackedBytes = input.entries().find(({ name }) => name === "data/tweets.js")!.sizeBytes;
    await input.close();
    expect(postCount).toBe(POST_COUNT);
    expect(unpackedBytes).toBeGreaterThan(30 * 2 ** 20);
    expect(highestBytes - startBytes).toBeLessThan(unpackedBytes / 2);
  });
});
