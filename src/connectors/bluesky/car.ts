import { InputProblem } from "../../domain/errors.ts";
import type { RowOf } from "../../domain/interchange/schema.ts";
import type { ExportEntry, ExportInput } from "../../platform/export-input.ts";
import type { ConnectorRecord, ExportReader } from "../contract.ts";
import { spanRows } from "./observations.ts";
import { rowsOfRecord } from "./record-rows.ts";
import { readRepoArchive } from "./repo-archive.ts";
import { dayStart } from "./time.ts";

const FORMAT = "bluesky-car";
const LONGEST_RAW = 500;

/** Reads the repository of a Bluesky account, a CAR file: what its owner did. What others did to it is in no
 *  repository of its own. */
export const blueskyCarReader: ExportReader = {
  format: FORMAT,
  network: "bluesky",
  expects: "a repo.car as Bluesky gives it under Settings, Account, Export my data",
  recognises: async input => carEntries(input).length > 0,
  async *read(input) {
    const [entry, another] = carEntries(input);
    if (entry === undefined)
      throw new InputProblem(`${input.label} is no Bluesky repository: it holds no .car file.`);
    if (another !== undefined)
      throw new InputProblem(
        `${input.label} holds several repositories (${entry.name}, ${another.name}). Import them one at a time.`,
      );
    yield* readEntry(input, entry);
  },
};

function carEntries(input: ExportInput): readonly ExportEntry[] {
  return input.entries().filter(({ name }) => name.toLowerCase().endsWith(".car"));
}

async function* readEntry(input: ExportInput, entry: ExportEntry): AsyncGenerator<ConnectorRecord> {
  const archive = await readRepoArchive(await input.open(entry), entry.name);
  const { did, committedAt: observedAt } = archive;
  let firstPostedAt = observedAt;
  let postCount = 0;
  let followCount = 0;
  for (const { collection, rkey, record } of archive.records()) {
    const result =
      record === undefined
        ? { reason: "undecodable_record" }
        : rowsOfRecord({ did, collection, rkey, record, seenAt: observedAt });
    if ("reason" in result) {
      const raw = (JSON.stringify(record) ?? "").slice(0, LONGEST_RAW);
      yield { rejection: { file: `${collection}/${rkey}`, reason: result.reason, raw } };
      continue;
    }
    for (const row of result.rows) {
      yield row;
      if (row.table === "accounts" && row.row.is_indexable === false) {
        yield { rejection: { file: entry.name, reason: "opted_out", raw: "" } };
        return;
      }
      if (row.table === "posts") {
        if (row.row.kind !== "repost") postCount++;
        if (row.row.posted_at! < firstPostedAt) firstPostedAt = row.row.posted_at!;
      }
      if (row.table === "interactions" && row.row.kind === "follow") followCount++;
    }
  }
  const stats: RowOf<"account_stats"> = {
    network: "bluesky",
    account_id: did,
    observed_at: observedAt,
    followers_count: null,
    following_count: followCount,
    posts_count: postCount,
    listed_count: null,
  };
  yield { table: "account_stats", row: stats };
  yield* spanRows({
    ...{ accountId: did, table: "posts", kind: "*", isComplete: true, source: FORMAT },
    from: dayStart(firstPostedAt),
    to: observedAt,
  });
}
