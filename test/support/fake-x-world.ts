/** A post as the fake of X holds it; everything in it is made up. */
export interface FakeXPost {
  readonly id: string;
  readonly author: string;
  readonly at: string;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly reference?: { readonly type: "retweeted" | "quoted" | "replied_to"; readonly id: string };
  readonly likes: number;
}

export interface FakeXUser {
  readonly id: string;
  readonly username: string;
  readonly followers: number;
  readonly isProtected: boolean;
}

export interface FakeXWorld {
  readonly users: readonly FakeXUser[];
  /** Newest first. */
  readonly posts: readonly FakeXPost[];
}

export const FAKE_X_NOW = "2026-03-01T00:00:00.000Z";

/** A made-up corner of X: `ada_x` (id 1001) with `ownPosts` posts, and `fans` people who repost, quote, answer and
 *  mention her; beside them `shy_x`, who is protected. */
export function fakeXWorld(
  options: { readonly ownPosts?: number; readonly fans?: number; readonly now?: string } = {},
): FakeXWorld {
  const { ownPosts = 14, fans = 9, now = FAKE_X_NOW } = options;
  const timeBefore = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString();
  const user = (at: number, username: string, isProtected = false): FakeXUser => ({
    ...{ id: String(1001 + at), username, followers: 40 + at * 7, isProtected },
  });
  const users = [
    user(0, "ada_x"),
    ...Array.from({ length: fans }, (_, at) => user(at + 1, `fan_${at}`)),
    user(fans + 1, "shy_x", true),
  ];
  const ada = users[0]!;
  const fanUsers = users.slice(1, fans + 1);
  const own = Array.from({ length: ownPosts }, (_, at): FakeXPost => {
    const kind = at % 7;
    const friend = fanUsers[at % fans]!;
    const base = { id: String(500_000 + at), author: ada.id, at: timeBefore(24 + at * 9), likes: 3 + at };
    if (kind === 4)
      return {
        ...{ ...base, text: `@${friend.username} So it is`, mentions: [friend.id] },
        reference: { type: "replied_to", id: String(700_000 + at) },
      };
    if (kind === 5)
      return {
        ...{ ...base, text: `RT @${friend.username}: Words of a fan`, mentions: [friend.id] },
        reference: { type: "retweeted", id: String(700_000 + at) },
      };
    return { ...base, text: `Post ${at} &amp; more`, mentions: [] };
  });
  const drawing = own.filter(({ reference }) => reference === undefined);
  const theirs = own
    .filter(({ reference }) => reference !== undefined)
    .map((post): FakeXPost => {
      const author = post.mentions[0]!;
      const at = timeBefore(24 * 40);
      return { id: post.reference!.id, author, at, text: "Words of a fan", mentions: [], likes: 5 };
    });
  const acts = drawing.flatMap((post, at) =>
    fanUsers.slice(0, Math.max(1, fans - at)).map((fan, n): FakeXPost => {
      const base = {
        ...{ id: String(900_000 + at * 1000 + n), author: fan.id, likes: 0 },
        at: new Date(Date.parse(post.at) + (n + 1) * 60_000).toISOString(),
      };
      const refer = (type: "retweeted" | "quoted" | "replied_to") => ({ type, id: post.id });
      if (n % 3 === 0)
        return {
          ...{ ...base, text: `RT @ada_x: ${post.text}`, mentions: [ada.id] },
          reference: refer("retweeted"),
        };
      if (n % 3 === 1) return { ...base, text: "See this", mentions: [], reference: refer("quoted") };
      return { ...base, text: "@ada_x Well said", mentions: [ada.id], reference: refer("replied_to") };
    }),
  );
  const mentions = fanUsers.map(
    (fan, at): FakeXPost => ({
      ...{ id: String(980_000 + at), author: fan.id, at: timeBefore(30 + at), likes: 1 },
      ...{ text: "Ask @ada_x about it", mentions: [ada.id] },
    }),
  );
  const posts = [...own, ...theirs, ...acts, ...mentions].sort((a, b) =>
    a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : -1,
  );
  return { users, posts };
}
