/** An act on a post: who, and when it was done. */
export interface FakeAct {
  readonly person: number;
  readonly at: string;
}

/** Those who acted, the newest first, without holding them all. */
export interface FakeActs {
  readonly count: number;
  at(index: number): FakeAct;
}

export interface FakePost {
  readonly rkey: string;
  readonly at: string;
  readonly likes: FakeActs;
  readonly reposts: FakeActs;
  readonly replies: FakeActs;
  readonly quotes: FakeActs;
}

/** A made-up Bluesky: one star with posts, and people who act on them. */
export interface FakeBlueskyWorld {
  readonly star: { readonly did: string; readonly handle: string; readonly followerCount: number };
  /** Newest first. */
  readonly posts: readonly FakePost[];
  readonly peopleCount: number;
}

export interface FakeWorldOptions {
  readonly postCount: number;
  /** Posts start here, ISO; each is `hoursApart` older than the one before. */
  readonly newestAt: string;
  readonly hoursApart: number;
  readonly peopleCount: number;
  /** Likes of the post at an index; reposts are a third, replies and quotes a fifth. */
  readonly likesOf: (index: number) => number;
}

/** The world that the options describe; the same for the same options. */
export function fakeBlueskyWorld(options: FakeWorldOptions): FakeBlueskyWorld {
  const newest = Date.parse(options.newestAt);
  const posts = Array.from({ length: options.postCount }, (_, index): FakePost => {
    const posted = newest - Math.round(index * options.hoursApart * 3_600_000);
    const acts = (count: number, salt: number): FakeActs => ({
      count,
      at: place => ({
        person: (index * 13 + place * 7 + salt) % options.peopleCount,
        at: new Date(posted + (count - place) * 1000).toISOString(),
      }),
    });
    const likes = Math.min(options.likesOf(index), options.peopleCount);
    return {
      rkey: `post${String(index).padStart(5, "0")}`,
      at: new Date(posted).toISOString(),
      likes: acts(likes, 0),
      reposts: acts(Math.floor(likes / 3), 1),
      replies: acts(Math.floor(likes / 5), 2),
      quotes: acts(Math.floor(likes / 5), 3),
    };
  });
  return {
    star: { did: "did:plc:star", handle: "star.fake.test", followerCount: options.peopleCount },
    posts,
    peopleCount: options.peopleCount,
  };
}
