import { InputProblem } from "../../domain/errors.ts";
import type { ExportEntry, ExportInput } from "../../platform/export-input.ts";
import type { ConnectorRecord, ExportReader } from "../contract.ts";
import { accountStatsRow } from "../reading/plain-rows.ts";
import { rejection } from "../reading/rejections.ts";
import { spanRows } from "../reading/spans.ts";
import { dayStart } from "../reading/times.ts";
import { rowsOfRecord } from "./record-rows.ts";
import { readRepoArchive } from "./repo-archive.ts";

const FORMAT = "bluesky-car";

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
      yield rejection(`${collection}/${rkey}`, result.reason, record ?? null);
      continue;
    }
    for (const row of result.rows) {
      yield row;
      if (row.table === "accounts" && row.row.is_indexable === false) {
        yield rejection(entry.name, "opted_out");
        return;
      }
      if (row.table === "posts") {
        if (row.row.kind !== "repost") postCount++;
        if (row.row.posted_at! < firstPostedAt) firstPostedAt = row.row.posted_at!;
      }
      if (row.table === "interactions" && row.row.kind === "follow") followCount++;
    }
  }
  const counts = { following_count: followCount, posts_count: postCount };
  yield accountStatsRow({ network: "bluesky", account_id: did, observed_at: observedAt, ...counts });
  yield* spanRows(
    { network: "bluesky", accountId: did, source: FORMAT },
    { table: "posts", kind: "*", isComplete: true, from: dayStart(firstPostedAt), to: observedAt },
  );
}
