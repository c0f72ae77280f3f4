import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readExport, recordsOf } from "../../../test/support/export-records.ts";
import { createActivity, mastodonArchive } from "../../../test/support/mastodon-archive.ts";
import { InputProblem } from "../../domain/errors.ts";
import type { ConnectorRecord } from "../contract.ts";

const goldenDir = fileURLToPath(new URL("../../../test/golden/mastodon-export/archive/", import.meta.url));

const read = (files: Readonly<Record<string, string>>) =>
  recordsOf({
    label: "archive.zip",
    entries: () => Object.keys(files).map(name => ({ name, sizeBytes: files[name]!.length })),
    open: async ({ name }) => Readable.from([Buffer.from(files[name]!)]),
    contentHash: () => "",
    close: async () => undefined,
  });
const rowsIn = (records: readonly ConnectorRecord[], table: string) =>
  records.flatMap(record => ("row" in record && record.table === table ? [record.row] : []));
const outboxOf = (...items: readonly object[]) =>
  JSON.stringify({ "@context": ["a"], type: "OrderedCollection", orderedItems: items });

describe("a Mastodon archive", () => {
  it("becomes the expected rows of every table", async () => {
    const texts: Record<string, string> = {};
    for (const record of (await readExport(join(goldenDir, "input"))).records) {
      const [file, row] =
        "rejection" in record ? ["rejections", record.rejection] : [record.table, record.row];
      texts[`${file}.ndjson`] = `${texts[`${file}.ndjson`] ?? ""}${JSON.stringify(row)}\n`;
    }
    const folder = join(goldenDir, "expected");
    const expected = Object.fromEntries(
      readdirSync(folder).map(file => [file, readFileSync(join(folder, file), "utf8")]),
    );
    if (JSON.stringify(Object.entries(texts).sort()) !== JSON.stringify(Object.entries(expected).sort())) {
      const changed = join(goldenDir, "../archive-changed");
      mkdirSync(changed, { recursive: true });
      for (const [file, text] of Object.entries(texts)) writeFileSync(join(changed, file), text);
    }
    expect(texts).toEqual(expected);
  });

  it("gives nothing that was not for all, and no likes or bookmarks", async () => {
    const text = JSON.stringify((await readExport(join(goldenDir, "input"))).records);
    expect(text).toContain("Post number 1");
    for (const hidden of ["For followers only", "For one only", "signatureValue", "likes.json", "bookmarked"])
      expect(text).not.toContain(hidden);
  });

  it("of an account that approves its followers by hand gives the marked row only", async () => {
    const records = await read(mastodonArchive({}, { manuallyApprovesFollowers: true }));
    expect(records).toMatchObject([
      { table: "accounts", row: { is_protected: true } },
      { rejection: { reason: "protected_account", raw: "" } },
    ]);
  });

  it("counts what it cannot read, and goes on", async () => {
    const files = {
      ...mastodonArchive({}),
      "outbox.json": outboxOf(
        { type: "Create" },
        createActivity(1, "lately"),
        { id: "x", type: "Delete", object: "y" },
        createActivity(2, "2026-01-06T10:00:00Z"),
      ),
    };
    const records = await read(files);
    expect(records.flatMap(record => ("rejection" in record ? [record.rejection.reason] : []))).toEqual([
      "malformed_activity",
      "bad_time_published",
    ]);
    expect(rowsIn(records, "posts")).toHaveLength(1);
  });

  it("without posts is dated by the account's age, and is refused without either", async () => {
    const empty = { ...mastodonArchive({}), "outbox.json": outboxOf() };
    expect(await read(empty)).toMatchObject([{ row: { observed_at: "2020-05-01T00:00:00.000Z" } }]);
    const undated = { ...mastodonArchive({}, { published: undefined }), "outbox.json": outboxOf() };
    await expect(read(undated)).rejects.toThrow("cannot be dated");
  });

  it("is imported alone: two in one folder are refused", async () => {
    const files = mastodonArchive({});
    const twice = Object.fromEntries(
      ["a/", "b/"].flatMap(folder => Object.entries(files).map(([name, text]) => [folder + name, text])),
    );
    await expect(read(twice)).rejects.toThrow(InputProblem);
    await expect(read(twice)).rejects.toThrow("more than one");
  });
});
