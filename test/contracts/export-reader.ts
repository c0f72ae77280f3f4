import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConnectorRecord, ExportReader, TableRow } from "../../src/connectors/contract.ts";
import { EXPORT_READERS } from "../../src/connectors/registry.ts";
import { InputProblem } from "../../src/domain/errors.ts";
import { deriveInteractionId } from "../../src/domain/interchange/interaction-id.ts";
import { TABLES } from "../../src/domain/interchange/schema.ts";
import { storageKeyOf } from "../../src/domain/interchange/table.ts";
import type { ExportInput } from "../../src/platform/export-input.ts";
import { openExport } from "../../src/platform/open-export.ts";
import { writeFolder } from "../support/x-archive.ts";
import { writeZip } from "../support/zip-file.ts";

/** Text or bytes of every file of an export, by entry name. */
export type ExportFiles = Readonly<Record<string, string | Uint8Array>>;

/** One layout of an export, as its fixture gives it; everything in it is made up. */
export interface ExportFixture {
  /** What the layout is called in test titles. */
  readonly layout: string;
  /** A whole export with posts and interactions, public files only. */
  readonly files: ExportFiles;
  /** The same with a field in its pieces that no reader knows; the rows are the same. */
  readonly withUnknownFields: ExportFiles;
  /** Names of private files such an export also holds; they must never be opened. */
  readonly privateNames: readonly string[];
  /** The entry that is damaged. */
  readonly damagedName: string;
  /** What ids look like that the network gave itself; absent where all are derived. */
  readonly ownIds?: RegExp;
  /** Whether the format tells of acts between accounts; true when absent. */
  readonly hasActs?: boolean;
}

/** An export held in memory. Entries without text fail when they are opened. */
function memoryInput(
  files: Readonly<Record<string, string | Uint8Array | null>>,
): ExportInput & { opened: string[] } {
  const opened: string[] = [];
  return {
    label: "export.zip",
    opened,
    entries: () =>
      Object.keys(files)
        .sort()
        .map(name => ({ name, sizeBytes: files[name]?.length ?? 1 })),
    async open({ name }) {
      opened.push(name);
      const content = files[name];
      if (content == null) throw new Error(`${name} was opened`);
      return Readable.from([Buffer.from(content)]);
    },
    contentHash: () => "",
    async close() {},
  };
}

async function recordsOf(reader: ExportReader, input: ExportInput): Promise<readonly ConnectorRecord[]> {
  const records: ConnectorRecord[] = [];
  for await (const record of reader.read(input)) records.push(record);
  return records;
}

const rowsOf = (records: readonly ConnectorRecord[]): readonly TableRow[] =>
  records.filter(record => "row" in record);

/** Declares every test that the reader of a format must pass with one layout of its export. `foreign` are exports
 *  of other formats, which it must leave alone. */
export function describeExportReader(
  reader: ExportReader,
  fixture: ExportFixture,
  foreign: readonly ExportFiles[],
): void {
  const { files, layout, damagedName } = fixture;
  const nothingKnown = { "readme.txt": "x", "photos/1.jpg": "x", "notes/like.json": "[]" };

  describe(`export reader ${reader.format}, layout ${layout}`, () => {
    let dir: string;
    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), "renown-contract-"));
      writeFolder(join(dir, "unpacked"), files);
      await writeZip(join(dir, "packed.zip"), files);
    });
    afterAll(() => rmSync(dir, { recursive: true, force: true }));

    const withExport = async <T>(name: string, work: (input: ExportInput) => Promise<T>): Promise<T> => {
      const input = await openExport(join(dir, name));
      try {
        return await work(input);
      } finally {
        await input.close();
      }
    };
    const readMemory = (contents: Readonly<Record<string, string | Uint8Array | null>>) =>
      recordsOf(reader, memoryInput(contents));

    it.each(["unpacked", "packed.zip"])("recognises its export as %s, as the only reader", async name => {
      for (const other of EXPORT_READERS)
        expect(await withExport(name, input => other.recognises(input))).toBe(other === reader);
    });

    it("recognises no other export, and nothing in files it does not know", async () => {
      for (const other of [...foreign, nothingKnown, {}])
        expect(await reader.recognises(memoryInput(other))).toBe(false);
    });

    it("ends in an InputProblem when it is made to read what is not its export", async () => {
      await expect(readMemory(nothingKnown)).rejects.toThrow(InputProblem);
    });

    it("gives the same records and content hash from the zip and the folder", async () => {
      const results = [];
      for (const name of ["unpacked", "packed.zip"])
        results.push(
          await withExport(name, async input => ({
            records: await recordsOf(reader, input),
            contentHash: input.contentHash(),
          })),
        );
      expect(results[0]).toEqual(results[1]);
    });

    it("gives the same records in the same order when it reads twice, also from one input", async () => {
      const input = memoryInput(files);
      const first = await recordsOf(reader, input);
      expect(await recordsOf(reader, input)).toEqual(first);
      expect(await readMemory(files)).toEqual(first);
    });

    it("gives rows of its network that the schema accepts as they are, and rejects nothing", async () => {
      const records = await readMemory(files);
      const rows = rowsOf(records);
      expect(records.filter(record => "rejection" in record)).toEqual([]);
      expect(new Set(rows.map(({ table }) => table))).toContain("posts");
      for (const { table, row } of rows) {
        expect(row.network).toBe(reader.network);
        const parsed = TABLES[table].row.strict().safeParse(row);
        expect(parsed.error?.issues).toBeUndefined();
        expect(parsed.data).toEqual(row);
      }
    });

    it("gives no two rows of one storage key", async () => {
      const rows = rowsOf(await readMemory(files));
      const keys = rows.map(({ table, row }) => {
        const values = row as Readonly<Record<string, unknown>>;
        return JSON.stringify([table, ...storageKeyOf(TABLES[table]).map(column => values[column])]);
      });
      expect(keys).toEqual([...new Set(keys)]);
    });

    it("gives interactions the network's ids or derives them as the schema does, and makes no self-action", async () => {
      const acts = rowsOf(await readMemory(files)).flatMap(record =>
        record.table === "interactions" ? [record.row] : [],
      );
      expect(acts.length > 0).toBe(fixture.hasActs ?? true);
      for (const act of acts) {
        if (!fixture.ownIds?.test(act.interaction_id!))
          expect(act.interaction_id).toBe(deriveInteractionId(act));
        expect(act.actor_id).not.toBe(act.target_id);
      }
    });

    it("says what it watched, with its format as the source", async () => {
      const spans = rowsOf(await readMemory(files)).flatMap(record =>
        record.table === "observations" ? [record.row] : [],
      );
      expect(spans.length).toBeGreaterThan(0);
      for (const { source, from_at, to_at } of spans) {
        expect(source).toBe(reader.format);
        expect(from_at! < to_at!).toBe(true);
      }
    });

    it("passes over fields that it does not know", async () => {
      expect(fixture.withUnknownFields).not.toEqual(files);
      expect(await readMemory(fixture.withUnknownFields)).toEqual(await readMemory(files));
    });

    it("never opens a private or unknown file", async () => {
      const folder = damagedName.split("/").slice(0, -1);
      const unknownNames = ["unheard-of.js", "unheard-of.json", "unheard-of.csv", "media/1.jpg"];
      const closed = [...fixture.privateNames, ...unknownNames.map(name => [...folder, name].join("/"))];
      const input = memoryInput({ ...files, ...Object.fromEntries(closed.map(name => [name, null])) });
      expect(fixture.privateNames.length).toBeGreaterThan(0);
      expect(await reader.recognises(input)).toBe(true);
      expect(await recordsOf(reader, input)).toEqual(await readMemory(files));
      expect(input.opened.filter(name => closed.includes(name))).toEqual([]);
    });

    it("ends in an InputProblem naming the entry when one is cut short, empty or other text", async () => {
      const text = files[damagedName]!;
      const damage = {
        "cut short": text.slice(0, text.length - 3),
        empty: "",
        "other text": "<html>not found</html>",
      };
      for (const [what, damaged] of Object.entries(damage)) {
        const problem = await readMemory({ ...files, [damagedName]: damaged }).catch(
          (error: unknown) => error,
        );
        expect(problem, what).toBeInstanceOf(InputProblem);
        expect((problem as Error).message, what).toContain(basename(damagedName));
      }
    });

    it("ends in an InputProblem naming the entry when its bytes in the zip are damaged", async () => {
      const bytes = readFileSync(join(dir, "packed.zip"));
      const start = bytes.indexOf(damagedName) + damagedName.length + 20;
      for (let at = start; at < start + 20; at++) bytes[at]! ^= 0xff;
      writeFileSync(join(dir, "damaged.zip"), bytes);
      const problem = await withExport("damaged.zip", input => recordsOf(reader, input)).catch(
        (error: unknown) => error,
      );
      expect(problem).toBeInstanceOf(InputProblem);
      expect((problem as Error).message).toContain(damagedName);
    });
  });
}
