import { InputProblem } from "../../domain/errors.ts";
import type { RowOf } from "../../domain/interchange/schema.ts";
import type { ExportEntry, ExportInput } from "../../platform/export-input.ts";
import { readArrayMember } from "../../platform/json-member.ts";
import { readJsonArray, readJsonValue } from "../../platform/json-stream.ts";
import type { ConnectorRecord, ExportReader, TableRow } from "../contract.ts";
import { type ActivityRows, activityRows } from "./activity.ts";
import { ownerRow } from "./owner.ts";
import { wireOwner } from "./wire-export.ts";

const FORMAT = "mastodon-export";
/** The only files that are ever opened. Likes and bookmarks name neither a time nor an author. */
const READ_FILES = ["actor.json", "outbox.json"] as const;
type ReadFile = (typeof READ_FILES)[number];
type Files = Readonly<Record<ReadFile, ExportEntry>>;

/** Reads the archive that Mastodon gives its members: own public posts and boosts, and whom they answer, quote,
 *  mention and pass on. What others did is not in it. */
export const mastodonExportReader: ExportReader = {
  format: FORMAT,
  network: "mastodon",
  expects: "a zip or folder with actor.json and outbox.json",
  recognises: async input => findFiles(input) !== null,
  async *read(input) {
    const files = findFiles(input);
    if (files === null)
      throw new InputProblem(
        `${input.label} is not a Mastodon archive: it has no actor.json and outbox.json.`,
      );
    yield* readArchive(input, files);
  },
};

/** @throws InputProblem when `input` holds more than one archive. */
function findFiles(input: ExportInput): Files | null {
  const folders = new Map<string, Partial<Record<ReadFile, ExportEntry>>>();
  for (const entry of input.entries()) {
    const slash = entry.name.lastIndexOf("/");
    const name = READ_FILES.find(file => file === entry.name.slice(slash + 1));
    if (name === undefined) continue;
    const folder = entry.name.slice(0, slash + 1);
    folders.set(folder, { ...folders.get(folder), [name]: entry });
  }
  const whole = [...folders.values()].filter(files => READ_FILES.every(file => files[file] !== undefined));
  if (whole.length > 1)
    throw new InputProblem(`${input.label} holds more than one Mastodon archive. Import them one at a time.`);
  return (whole[0] as Files | undefined) ?? null;
}

async function* readArchive(input: ExportInput, files: Files): AsyncGenerator<ConnectorRecord> {
  const actorFile = files["actor.json"];
  const owner = wireOwner.safeParse(await readJsonValue(await input.open(actorFile), actorFile.name)).data;
  if (owner === undefined)
    throw new InputProblem(
      `${actorFile.name} does not say whose archive it is. Give the whole archive as it was downloaded.`,
    );
  const { first, last } = await timesOf(input, files["outbox.json"]);
  // Archives are not dated: the newest post is never too late.
  const observedAt = last ?? owner.published ?? null;
  if (observedAt === null)
    throw new InputProblem(`${input.label} cannot be dated: it holds neither a post nor the account's age.`);
  yield { table: "accounts", row: ownerRow(owner, observedAt) };
  if (owner.manuallyApprovesFollowers === true) {
    yield { rejection: { file: actorFile.name, reason: "protected_account", raw: "" } };
    return;
  }
  for await (const { rows, reason } of activities(input, files["outbox.json"], owner.id))
    if (reason === null) yield* rows;
    else yield { rejection: { file: files["outbox.json"].name, reason, raw: "" } };
  if (first !== null && last !== null) yield span(owner.id, first, last);
}

async function* activities(
  input: ExportInput,
  entry: ExportEntry,
  ownerId: string,
): AsyncGenerator<ActivityRows> {
  const list = readArrayMember(await input.open(entry), "orderedItems", entry.name);
  for await (const raw of readJsonArray(list, entry.name)) yield activityRows(raw, ownerId);
}

/** Times of the first and last post or boost of any audience; null when there is none. */
async function timesOf(input: ExportInput, entry: ExportEntry) {
  let first: string | null = null;
  let last: string | null = null;
  for await (const { postedAt } of activities(input, entry, "")) {
    if (postedAt === null) continue;
    if (first === null || postedAt < first) first = postedAt;
    if (last === null || postedAt > last) last = postedAt;
  }
  return { first, last };
}

/** The archive holds every post up to its newest; from the day of the first one. */
function span(accountId: string, first: string, last: string): TableRow {
  const row: RowOf<"observations"> = {
    network: "mastodon",
    scope: accountId,
    table: "posts",
    kind: "*",
    from_at: `${first.slice(0, 10)}T00:00:00.000Z`,
    to_at: new Date(Date.parse(last) + 1).toISOString(),
    is_complete: true,
    source: FORMAT,
  };
  return { table: "observations", row };
}
