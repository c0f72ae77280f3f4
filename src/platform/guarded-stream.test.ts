import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { EXPORT_LIMITS } from "./export-input.ts";
import { ReadingGuard } from "./guarded-stream.ts";

const entry = { name: "data/tweets.js", sizeBytes: 1 };

/** `chunkCount` chunks of 1,000 bytes, and how many of them were asked for. */
function counted(chunkCount: number): { readonly source: Readable; readonly asked: () => number } {
  let asked = 0;
  const chunks = function* () {
    for (; asked < chunkCount; asked++) yield Buffer.alloc(1000, "a");
  };
  return { source: Readable.from(chunks(), { highWaterMark: 1 }), asked: () => asked };
}

describe("ReadingGuard", () => {
  it("stops a bomb that declared a harmless size, long before its end", async () => {
    const guard = new ReadingGuard("x.zip", { ...EXPORT_LIMITS, minBombBytes: 5000 });
    const { source, asked } = counted(1000);
    const read = buffer(guard.guard(source, entry, { packedBytes: 10, crc32: 0 }));
    await expect(read).rejects.toThrow("data/tweets.js unpacks to more than 200 times its packed size");
    expect(asked()).toBeLessThan(50);
    expect(source.destroyed).toBe(true);
  });

  it("does not take a small file that packs well for a bomb", async () => {
    const guard = new ReadingGuard("x.zip", EXPORT_LIMITS);
    const packed = { packedBytes: 10, crc32: crc32(Buffer.alloc(10_000, "a")) };
    expect((await buffer(guard.guard(counted(10).source, entry, packed))).length).toBe(10_000);
  });

  it("counts an entry in the content hash only when it was read to its end", async () => {
    const guard = new ReadingGuard("x", EXPORT_LIMITS);
    const empty = guard.contentHash();
    for await (const _chunk of guard.guard(counted(100).source, entry, null)) break;
    expect(guard.contentHash()).toBe(empty);
    await buffer(guard.guard(counted(100).source, entry, null));
    expect(guard.contentHash()).not.toBe(empty);
  });
});
