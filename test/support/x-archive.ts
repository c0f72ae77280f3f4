import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The one owner of every synthetic archive. */
export const OWNER_ID = "1000000000000000001";

/** A file of an archive: the assignment, then JSON. */
export function archiveFile(variable: string, value: unknown): string {
  return `window.YTD.${variable} = ${JSON.stringify(value, null, 2)}`;
}

/** An entry of tweets.js with `fields` over an ordinary original post. */
export function tweetEntry(fields: Readonly<Record<string, unknown>> = {}): object {
  return {
    tweet: {
      id_str: "2000000000000000001",
      id: "2000000000000000001",
      created_at: "Sat Feb 18 12:33:11 +0000 2023",
      full_text: "A post",
      favorite_count: "3",
      retweet_count: "1",
      lang: "en",
      entities: { hashtags: [], user_mentions: [], urls: [], symbols: [] },
      ...fields,
    },
  };
}

/** A manifest that lists `counts` (elements by file name) as everything there is. */
export function manifestFile(counts: Readonly<Record<string, number>>, archiveFields: object = {}): string {
  const manifest = {
    userInfo: { accountId: OWNER_ID, userName: "ada", displayName: "Ada Example" },
    archiveInfo: {
      generationDate: "2023-02-24T06:07:08.000Z",
      isPartialArchive: false,
      ...archiveFields,
    },
    dataTypes: Object.fromEntries(
      Object.entries(counts).map(([file, count]) => [
        file,
        { files: [{ fileName: `data/${file}`, globalName: "YTD.any.part0", count: String(count) }] },
      ]),
    ),
  };
  return `window.__THAR_CONFIG = ${JSON.stringify(manifest, null, 2)}`;
}

/** Entry of account.js, with an address that must never come out again. */
export const accountFile = archiveFile("account.part0", [
  {
    account: {
      email: "private@example.org",
      username: "ada",
      accountId: OWNER_ID,
      createdAt: "2010-05-01T10:00:00.000Z",
      accountDisplayName: "Ada Example",
    },
  },
]);

/** A small whole archive, by file name; the counts of its manifest are right. */
export function smallArchive(): Record<string, string> {
  return {
    "data/manifest.js": manifestFile({
      "tweets.js": 1,
      "follower.js": 2,
      "following.js": 0,
      "lists-member.js": 0,
    }),
    "data/account.js": accountFile,
    "data/tweets.js": archiveFile("tweets.part0", [tweetEntry()]),
    "data/follower.js": archiveFile("follower.part0", [
      { follower: { accountId: "1000000000000000002" } },
      { follower: { accountId: "1000000000000000003" } },
    ]),
    "data/following.js": archiveFile("following.part0", []),
    "data/lists-member.js": archiveFile("lists_member.part0", []),
  };
}

/** Writes `files` into the folder `dir`. */
export function writeFolder(dir: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
}
