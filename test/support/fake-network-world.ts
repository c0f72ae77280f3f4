import { seededRandom } from "../../src/lib/metrics/seeded-random.ts";

/** A post of a fake account. */
export interface FakePost {
  readonly id: string;
  readonly at: string;
  readonly text: string;
  readonly acts: readonly FakeAct[];
}

export interface FakeAct {
  readonly kind: "like" | "repost";
  /** Id of who acted. */
  readonly actor: string;
  readonly at: string;
}

export interface FakeAccount {
  readonly id: string;
  readonly handle: string;
  readonly isProtected: boolean;
  readonly isListed: boolean;
  readonly followers: number;
  /** Newest first. */
  readonly posts: readonly FakePost[];
}

export interface FakeWorld {
  readonly accounts: readonly FakeAccount[];
}

export interface FakeWorldOptions {
  /** Accounts that post: star0 (the most popular), star1, ... */
  readonly stars: number;
  readonly postsEach: number;
  /** People who only act: fan0, fan1, ... */
  readonly fans: number;
  /** Share of the fans that act on each post of star0; each next star draws a little less. */
  readonly share?: number;
  readonly seed?: number;
  /** End of the window. */
  readonly now?: string;
}

/** A small made-up network: star0 draws most, each next star a little less; beside them `shy` (protected) and `off`
 *  (opted out of being listed). The same options give the same world. */
export function fakeWorld(options: FakeWorldOptions): FakeWorld {
  const { stars, postsEach, fans, share = 0.5, seed = 1, now = "2026-03-01T00:00:00.000Z" } = options;
  const random = seededRandom(seed);
  const fanIds = Array.from({ length: fans }, (_, at) => `did:fake:fan${at}`);
  const timeBefore = (days: number) =>
    new Date(Date.parse(now) - Math.round(days * 86_400_000)).toISOString();
  const account = (name: string, drawn: number, marks: Partial<FakeAccount> = {}): FakeAccount => ({
    id: `did:fake:${name}`,
    handle: `${name}.fake.test`,
    isProtected: false,
    isListed: true,
    followers: Math.round(fans * drawn * 3),
    posts: Array.from({ length: drawn > 0 ? postsEach : 0 }, (_, at) => {
      const age = 1 + (at * 80) / Math.max(1, postsEach);
      const actors = fanIds.filter(() => random() < drawn);
      const acts = actors.map(actor => ({
        ...{ kind: random() < 0.25 ? ("repost" as const) : ("like" as const), actor },
        at: timeBefore(age - random() * 0.5),
      }));
      return { id: `${name}-${at}`, at: timeBefore(age), text: `Post ${at} of ${name}`, acts };
    }),
    ...marks,
  });
  return {
    accounts: [
      ...Array.from({ length: stars }, (_, at) => account(`star${at}`, share * (1 - at / (stars + 1)))),
      ...fanIds.map(id => account(id.slice("did:fake:".length), 0, { followers: 20 })),
      account("shy", share, { isProtected: true }),
      account("off", share, { isListed: false }),
    ],
  };
}
