import { InputProblem } from "../../domain/errors.ts";
import { readCsvRecords } from "../../platform/csv-stream.ts";
import type { ExportInput } from "../../platform/export-input.ts";
import type { ConnectorRecord } from "../contract.ts";
import { accountRow, readUserDetails } from "./account.ts";
import type { ArchiveFiles } from "./archive-files.ts";
import { readFirstPiece, recordsOf } from "./archive-reading.ts";
import type { Normalised } from "./normalise.ts";
import { observationRows } from "./observations.ts";
import { type Owner, rowsOfPost } from "./post.ts";
import { isoOfOldTime } from "./time.ts";

type OldRecord = Readonly<Record<string, string>>;

/** The records of an archive of the layout to 2018: `tweets.csv` beside `data/js/user_details.js`. It has no
 *  counts, so it tells what the owner did and nothing of what came back.
 *  @throws InputProblem when nothing says whose archive it is, or tweets.csv has other columns. */
export async function* readOldArchive(
  input: ExportInput,
  files: ArchiveFiles,
): AsyncGenerator<ConnectorRecord> {
  const profile = readUserDetails(await readFirstPiece(input, files.oldDetails, "user_details"));
  if (profile === null)
    throw new InputProblem(
      `${input.label} does not say whose archive it is: data/js/user_details.js is missing or names no account. Give the whole old archive, or request a new one from X.`,
    );
  const entry = files.oldTweets[0]!;
  const owner: Owner = { accountId: profile.account_id, handle: profile.handle };
  let firstPostedAt: string | null = null;
  let newestPostedAt: string | null = null;
  for await (const record of readCsvRecords(await input.open(entry), entry.name)) {
    const postedAt = isoOfOldTime(record?.["timestamp"] ?? "");
    if (postedAt !== null && (firstPostedAt === null || postedAt < firstPostedAt)) firstPostedAt = postedAt;
    if (postedAt !== null && (newestPostedAt === null || postedAt > newestPostedAt))
      newestPostedAt = postedAt;
    yield* recordsOf(normaliseOldRecord(record, owner), entry, record);
  }
  if (newestPostedAt === null)
    throw new InputProblem(
      `${entry.name} in ${input.label} has no post that can be read. Expected the columns tweet_id, timestamp and text; request a new archive from X.`,
    );
  yield accountRow(profile, newestPostedAt);
  yield* observationRows({
    accountId: profile.account_id,
    firstPostedAt,
    observedAt: newestPostedAt,
    isComplete: false,
    hasCounts: false,
  });
}

/** The rows of one record of tweets.csv; null is a record with another number of fields than the header. */
export function normaliseOldRecord(record: OldRecord | null, owner: Owner): Normalised {
  if (record === null) return { reason: "malformed_line" };
  const postId = idOf(record["tweet_id"]);
  if (postId === null) return { reason: "missing_tweet_id" };
  const postedAt = isoOfOldTime(record["timestamp"] ?? "");
  if (postedAt === null) return { reason: "bad_time_timestamp" };
  const repostedId = idOf(record["retweeted_status_id"]);
  const rows = rowsOfPost(
    {
      postId,
      postedAt,
      text: record["text"] ?? "",
      lang: null,
      tags: null,
      links: (record["expanded_urls"] ?? "").split(",").filter(link => link !== ""),
      mentions: null,
      replyTo: {
        postId: idOf(record["in_reply_to_status_id"]),
        authorId: idOf(record["in_reply_to_user_id"]),
      },
      repostOf:
        repostedId === null
          ? null
          : { postId: repostedId, authorId: idOf(record["retweeted_status_user_id"]) },
      counts: null,
    },
    owner,
    postedAt,
  );
  return { rows };
}

function idOf(text: string | undefined): string | null {
  return text !== undefined && /^[1-9]\d{0,19}$/.test(text) ? text : null;
}
