/** What a Mastodon server answers for an account: docs.joinmastodon.org/entities/Account. */
export type FakeAccount = Readonly<Record<string, unknown>> & { readonly id: string; readonly acct: string };
/** What it answers for a status: docs.joinmastodon.org/entities/Status. */
export type FakeStatus = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly account: FakeAccount;
  readonly visibility: string;
};

/** Everything that a fake server holds; statuses newest first. */
export interface FakeMastodonWorld {
  readonly domain: string;
  readonly accounts: readonly FakeAccount[];
  readonly statuses: readonly FakeStatus[];
  /** Ids of the accounts that did it, by status id. */
  readonly likers: Readonly<Record<string, readonly string[]>>;
  readonly boosters: Readonly<Record<string, readonly string[]>>;
}

const DOMAIN = "home.test";
const LAST_DAY = Date.parse("2026-02-28T12:00:00.000Z");

type Fields = Readonly<Record<string, unknown>>;

/** An account with `fields` over an ordinary one: open to all, found by all. An acct with a domain lives there. */
export function fakeAccount(number: number, acct: string, fields: Fields = {}): FakeAccount {
  const [username = "", domain = DOMAIN] = acct.split("@");
  const image = `https://${DOMAIN}/missing.png`;
  return {
    id: String(100 + number),
    username,
    acct,
    uri: `https://${domain}/users/${username}`,
    url: `https://${domain}/@${username}`,
    display_name: username.toUpperCase(),
    note: `<p>The account of ${username}</p>`,
    locked: false,
    bot: false,
    group: false,
    discoverable: true,
    indexable: true,
    created_at: "2020-05-01T00:00:00.000Z",
    last_status_at: "2026-02-28",
    followers_count: 10 + number,
    following_count: 5,
    statuses_count: 40,
    fields: [],
    emojis: [],
    ...{ avatar: image, avatar_static: image, header: image, header_static: image },
    ...fields,
  };
}

/** A public status of `account`, `daysAgo` before the last day. Larger numbers are newer. */
export function fakeStatus(
  number: number,
  daysAgo: number,
  account: FakeAccount,
  fields: Fields = {},
): FakeStatus {
  const id = String(116_000_000_000_000_000n + BigInt(number));
  return {
    id,
    uri: `${String(account["uri"])}/statuses/${id}`,
    url: `${String(account["url"])}/${id}`,
    account,
    created_at: new Date(LAST_DAY - daysAgo * 86_400_000 + number * 1000).toISOString(),
    edited_at: null,
    visibility: "public",
    content: `<p>Post number ${number}</p>`,
    spoiler_text: "",
    sensitive: false,
    language: "en",
    ...{ in_reply_to_id: null, in_reply_to_account_id: null, reblog: null, quote: null },
    ...{ favourites_count: 0, reblogs_count: 0, replies_count: 0, quotes_count: 0 },
    ...{ mentions: [], tags: [], emojis: [], media_attachments: [], poll: null, card: null },
    ...fields,
  };
}

/** The entity by which a status names somebody. */
export function fakeMention({ id, username, acct, url }: FakeAccount): object {
  return { id, username, acct, url };
}

/** A small server: ada with posts over three months, people who liked, boosted and answered them, somebody from afar,
 *  somebody locked, and somebody who wants no robots. */
export function fakeVillage({ hasQuotes = true } = {}): FakeMastodonWorld {
  const ada = fakeAccount(1, "ada", {
    note: "<p>Bread &amp; butter<br>since 1815</p>",
    fields: [
      { name: "Site", value: '<a href="https://ada.example/" rel="me">ada.example</a>', verified_at: null },
      {
        name: "Blog",
        value: '<a href="https://blog.example/">blog</a>',
        verified_at: "2025-01-01T00:00:00.000Z",
      },
    ],
  });
  const bob = fakeAccount(2, "bob", { bot: true });
  const cyd = fakeAccount(3, "cyd", { followers_count: 0 });
  const rita = fakeAccount(4, "rita@far.test", { followers_count: 0, statuses_count: 3 });
  const shy = fakeAccount(5, "shy", { locked: true });
  const hush = fakeAccount(6, "hush", {
    note: '<p>Quiet. <a href="https://home.test/tags/nobot" class="mention hashtag">#<span>nobot</span></a></p>',
  });
  const fans = Array.from({ length: 9 }, (_, at) => fakeAccount(10 + at, `fan${at}`));
  const accounts = [ada, bob, cyd, rita, shy, hush, ...fans];

  const likers: Record<string, readonly string[]> = {};
  const boosters: Record<string, readonly string[]> = {};
  const posts = Array.from({ length: 12 }, (_, at) => {
    const number = 1000 - at * 10;
    const likedBy = [...fans.slice(at % 3, (at % 3) + (at % 7)), rita, shy, hush].slice(0, at % 9);
    const boostedBy = [cyd, rita].slice(0, at % 3);
    const replies = at === 2 ? 2 : 0;
    const counts = {
      favourites_count: likedBy.length,
      reblogs_count: boostedBy.length,
      replies_count: replies,
    };
    const status = fakeStatus(number, at * 7, ada, counts);
    likers[status.id] = likedBy.map(({ id }) => id);
    boosters[status.id] = boostedBy.map(({ id }) => id);
    return status;
  });
  const answered = posts[2]!;
  const bobsReply = fakeStatus(990, 13, bob, {
    content:
      '<p><a class="u-url mention" href="https://home.test/@ada">@ada</a> Well said, <a class="u-url mention" href="https://home.test/@cyd">@cyd</a></p>',
    in_reply_to_id: answered.id,
    in_reply_to_account_id: ada.id,
    mentions: [fakeMention(ada), fakeMention(cyd)],
  });
  const cydsReply = fakeStatus(991, 13, cyd, {
    in_reply_to_id: bobsReply.id,
    in_reply_to_account_id: bob.id,
  });
  const shysReply = fakeStatus(992, 13, shy, { in_reply_to_id: answered.id, in_reply_to_account_id: ada.id });
  const hushsReply = fakeStatus(993, 13, hush, {
    in_reply_to_id: answered.id,
    in_reply_to_account_id: ada.id,
  });
  const bobsPost = fakeStatus(952, 31, bob);
  const others = [
    fakeStatus(1001, 0, ada, {
      visibility: "private",
      favourites_count: 50,
      content: "<p>For followers</p>",
    }),
    fakeStatus(1002, 0, ada, { visibility: "direct", content: "<p>For one</p>" }),
    fakeStatus(1003, 0, ada, { reblog: bobsPost, content: "" }),
    fakeStatus(955, 29, ada, {
      content:
        '<p>Yes! <a href="https://example.org/a/long/path"><span class="invisible">https://</span><span class="ellipsis">example.org/a/long</span><span class="invisible">/path</span></a></p><p>Second.</p>',
      in_reply_to_id: bobsPost.id,
      in_reply_to_account_id: bob.id,
      mentions: [fakeMention(bob)],
      tags: [{ name: "bread", url: "https://home.test/tags/bread" }],
    }),
    fakeStatus(953, 30, ada, {
      content: '<p class="quote-inline">RE: <a href="https://x.test">x</a></p><p>Look</p>',
      quote: hasQuotes ? { state: "accepted", quoted_status: bobsPost } : null,
    }),
    fakeStatus(10, 120, ada, { favourites_count: 99, content: "<p>Too old</p>" }),
  ];
  const statuses = [...posts, bobsReply, cydsReply, shysReply, hushsReply, bobsPost, ...others];
  statuses.sort((a, b) => (a.id < b.id ? 1 : -1));
  return { domain: DOMAIN, accounts, statuses, likers, boosters };
}
