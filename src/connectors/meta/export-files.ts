import { InputProblem } from "../../domain/errors.ts";
import type { ExportEntry, ExportInput } from "../../platform/export-input.ts";
import { readJsonArray, readJsonValue } from "../../platform/json-stream.ts";
import { repairTexts } from "./repair-text.ts";

/** Base names by what they hold; a first group is the number of the part. Folders move every year and do not count. */
export type FileNames<Kind extends string> = Readonly<Record<Kind, RegExp>>;

const baseNameOf = (name: string) => name.split("/").at(-1)!;

/** The entries of `input` by what they hold, parts in order. Nothing else is ever opened. */
export function findFiles<Kind extends string>(
  input: ExportInput,
  names: FileNames<Kind>,
): Readonly<Record<Kind, readonly ExportEntry[]>> {
  const kinds = Object.keys(names) as Kind[];
  const found = kinds.map(kind => {
    const partOf = ({ name }: ExportEntry) => Number(names[kind].exec(baseNameOf(name))?.[1] ?? 0);
    const entries = input.entries().filter(({ name }) => names[kind].test(baseNameOf(name)));
    return [kind, entries.sort((a, b) => partOf(a) - partOf(b))] as const;
  });
  return Object.fromEntries(found) as unknown as Record<Kind, readonly ExportEntry[]>;
}

/** The pieces of one file with their texts repaired: the elements of its list, whether it stands alone or is a field
 *  of an object (`{friends_v2: [...]}`). */
export async function* readPieces(
  input: ExportInput,
  entry: ExportEntry,
): AsyncGenerator<unknown, void, undefined> {
  const { first, bytes } = await peek(await input.open(entry));
  if (first !== "{") {
    for await (const piece of readJsonArray(bytes, entry.name)) yield repairTexts(piece);
    return;
  }
  const value = (await readJsonValue(bytes, entry.name)) as object;
  const list = Object.values(value).find(Array.isArray);
  for (const piece of list ?? []) yield repairTexts(piece);
}

/** The one value of a small file, its texts repaired. */
export async function readWhole(input: ExportInput, entry: ExportEntry): Promise<unknown> {
  return repairTexts(await readJsonValue(await input.open(entry), entry.name));
}

/** The one entry that says whose export it is.
 *  @throws InputProblem when there is none, or more than one. */
export function theOnly(input: ExportInput, entries: readonly ExportEntry[], fileName: string): ExportEntry {
  if (entries.length > 1)
    throw new InputProblem(`${input.label} holds more than one ${fileName}. Import one export at a time.`);
  const entry = entries[0];
  if (entry === undefined)
    throw new InputProblem(
      `${input.label} does not say whose export it is: it has no ${fileName}. Ask for all of your information, in JSON.`,
    );
  return entry;
}

/** UTC ISO time of a Unix time in seconds; null for anything else. */
export function isoOfSeconds(seconds: unknown): string | null {
  if (typeof seconds !== "number" || !Number.isSafeInteger(seconds) || seconds <= 0 || seconds >= 1e10)
    return null;
  return new Date(seconds * 1000).toISOString();
}

async function peek(
  stream: AsyncIterable<Buffer>,
): Promise<{ readonly first: string; readonly bytes: AsyncIterable<Buffer> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let first = "";
  while (first === "") {
    const { done, value } = await iterator.next();
    if (done) break;
    held.push(value);
    first = value
      .toString("latin1")
      .replace(/^\u00ef\u00bb\u00bf/, "")
      .trimStart()
      .slice(0, 1);
  }
  async function* bytes(): AsyncGenerator<Buffer> {
    yield* held;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { first, bytes: bytes() };
}
