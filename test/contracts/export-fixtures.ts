import { carOf, smallRepo } from "../support/bluesky-car.ts";
import { mastodonArchive } from "../support/mastodon-archive.ts";
import {
  facebookExport,
  facebookExportOf2022,
  instagramExport,
  olderInstagramExport,
} from "../support/meta-exports.ts";
import { archiveFile, manifestFile, OWNER_ID, smallArchive, tweetEntry } from "../support/x-archive.ts";
import type { ExportFiles, ExportFixture } from "./export-reader.ts";

type Fields = Readonly<Record<string, unknown>>;

const UNKNOWN: Fields = { a_field_of_tomorrow: { depth: [1, null, "x"] } };

function todaysArchive(unknown: Fields): ExportFiles {
  const other = { id_str: "1000000000000000002", screen_name: "bea" };
  return {
    ...smallArchive(),
    "data/manifest.js": manifestFile(
      { "tweets.js": 3, "follower.js": 2, "following.js": 0, "lists-member.js": 0 },
      unknown,
    ),
    "data/follower.js": archiveFile(
      "follower.part0",
      ["1000000000000000002", "1000000000000000003"].map(accountId => ({
        follower: { accountId, ...unknown },
        ...unknown,
      })),
    ),
    "data/tweets.js": archiveFile("tweets.part0", [
      tweetEntry(unknown),
      tweetEntry({
        id_str: "2000000000000000002",
        full_text: "@bea A reply",
        in_reply_to_status_id_str: "2000000000000000009",
        in_reply_to_user_id_str: other.id_str,
        entities: {
          hashtags: [],
          user_mentions: [{ ...other, ...unknown }],
          urls: [],
          symbols: [],
          ...unknown,
        },
        ...unknown,
      }),
      tweetEntry({
        id_str: "2000000000000000003",
        full_text: "A reply to oneself",
        in_reply_to_status_id_str: "2000000000000000001",
        in_reply_to_user_id_str: OWNER_ID,
      }),
    ]),
  };
}

function oldArchive(unknown: Fields): ExportFiles {
  const details = { id: OWNER_ID, screen_name: "ada", created_at: "2010-05-01 10:00:00 +0000", ...unknown };
  const hasMore = Object.keys(unknown).length > 0;
  const lines = [
    ["tweet_id", "in_reply_to_status_id", "in_reply_to_user_id", "timestamp", "text"],
    ["490000000000000001", "", "", "2014-05-01 09:00:00 +0000", '"A post, with a comma"'],
    ["490000000000000002", "490000000000000009", "1002", "2014-05-02 09:00:00 +0000", '"A reply"'],
  ];
  const extra = ["a_field_of_tomorrow", "x", "x"];
  // Every text stands in quotes, so a file that is cut short ends inside one.
  const rows = lines.map((fields, at) => (hasMore ? [extra[at], ...fields] : fields).join(","));
  return {
    "data/js/user_details.js": `var user_details = ${JSON.stringify(details)}`,
    "tweets.csv": `${rows.join("\n")}\n`,
  };
}

const PRIVATE_X =
  "direct-messages direct-messages-group direct-message-headers ip-audit contact phone-number email-address-change device-token personalization ad-impressions ad-engagements like block mute";

const PRIVATE_META =
  "messages/inbox/bea_1/message_1 search/your_search_history ads_information/advertisers_youve_interacted_with security_and_login_information/login_activity personal_information/contacts comments_and_reactions/comments likes/liked_posts comments/post_comments_1 groups/your_posts_in_groups friends_and_followers/removed_friends";
const META_PRIVATE_NAMES = PRIVATE_META.split(" ").map(name => `${name}.json`);

/** The id of an act that stands in a post. */
const X_ACT_ID = /^\d{1,20}(?:#quote|#mention:\d+)?$/;

/** The layouts of every format, by the name of the format; a reader without one fails the suite. */
export const EXPORT_FIXTURES: Readonly<Record<string, readonly ExportFixture[]>> = {
  "x-archive": [
    {
      layout: "today",
      files: todaysArchive({}),
      withUnknownFields: todaysArchive(UNKNOWN),
      privateNames: PRIVATE_X.split(" ").map(name => `data/${name}.js`),
      damagedName: "data/tweets.js",
      ownIds: X_ACT_ID,
    },
    {
      layout: "to-2018",
      files: oldArchive({}),
      withUnknownFields: oldArchive(UNKNOWN),
      privateNames: ["data/js/payload_details.js", "data/js/tweets/2014_05.js", "index.html"],
      damagedName: "tweets.csv",
      ownIds: X_ACT_ID,
    },
  ],
  "bluesky-car": [
    {
      layout: "version 3",
      files: { "repo.car": await carOf(smallRepo()) },
      withUnknownFields: { "repo.car": await carOf(smallRepo(UNKNOWN)) },
      privateNames: ["preferences.json", "chat/messages.json"],
      damagedName: "repo.car",
      ownIds: /^at:\/\//,
    },
  ],
  "mastodon-export": [
    {
      layout: "archive",
      files: mastodonArchive({}),
      withUnknownFields: mastodonArchive(UNKNOWN),
      privateNames: [
        "likes.json",
        "bookmarks.json",
        "avatar.png",
        "media_attachments/files/1/original/2.png",
      ],
      damagedName: "outbox.json",
    },
  ],
  "facebook-export": [
    {
      layout: "today",
      files: facebookExport(),
      withUnknownFields: facebookExport(UNKNOWN),
      privateNames: META_PRIVATE_NAMES,
      damagedName: "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json",
      hasActs: false,
    },
    {
      layout: "2022",
      files: facebookExportOf2022(),
      withUnknownFields: facebookExportOf2022(UNKNOWN),
      privateNames: META_PRIVATE_NAMES,
      damagedName: "posts/your_posts_1.json",
      hasActs: false,
    },
  ],
  "instagram-export": [
    {
      layout: "today",
      files: instagramExport(),
      withUnknownFields: instagramExport(UNKNOWN),
      privateNames: META_PRIVATE_NAMES,
      damagedName: "connections/followers_and_following/following.json",
    },
    {
      layout: "older",
      files: olderInstagramExport(),
      withUnknownFields: olderInstagramExport(UNKNOWN),
      privateNames: META_PRIVATE_NAMES,
      damagedName: "content/posts_1.json",
    },
  ],
};
