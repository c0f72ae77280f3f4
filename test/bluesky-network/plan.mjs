/**
 * What a made-up population does: the same for the same options. Attention follows a power law, so some accounts draw
 * much and most draw little.
 *
 * @typedef {{ accountCount: number, actCount: number, seed: number, newestAt: number }} PlanOptions
 * @typedef {{ at: string, text: string }} PlannedPost
 * @typedef {{ kind: "like" | "repost" | "reply" | "quote", actor: number, target: number, post: number, at: string }} PlannedAct
 * @typedef {{ handle: string, isShy: boolean, posts: PlannedPost[] }} PlannedAccount
 * @typedef {{ accounts: PlannedAccount[], follows: [actor: number, target: number][], acts: PlannedAct[] }} Plan
 */

const DAY = 86_400_000;
/** Of 100 acts. */
const KINDS = [
  ["like", 60],
  ["repost", 80],
  ["reply", 93],
  ["quote", 100],
];

/**
 * @param {PlanOptions} options `newestAt` is milliseconds since 1970; everything lies in the 80 days before it.
 * @returns {Plan}
 */
export function planPopulation({ accountCount, actCount, seed, newestAt }) {
  const random = seededRandom(seed);
  const at = days => new Date(Math.round(newestAt - days * DAY)).toISOString();
  const accounts = Array.from({ length: accountCount }, (_, index) => ({
    handle: `member${index}`,
    isShy: index === accountCount - 1,
    posts: Array.from({ length: 1 + Math.floor(random() * 5) }, (_, post) => ({
      at: at(20 + random() * 60),
      text: `Post ${post} of member${index}`,
    })),
  }));
  // The weight of place r is 1/(r + 3): the first of 200 draws about 7 of 100 acts.
  const weights = accounts.map((_, index) => 1 / (index + 3));
  const pick = picker(weights, random);
  const acts = [];
  const done = new Set();
  while (acts.length < actCount) {
    const [target, actor] = [pick(), Math.floor(random() * accountCount)];
    if (target === actor) continue;
    const share = random() * 100;
    const kind = KINDS.find(([, upTo]) => share < upTo)[0];
    const post = Math.floor(random() * accounts[target].posts.length);
    const key = `${kind} ${actor} ${target} ${post}`;
    // One like and one repost of a person for a post is all that a network counts.
    if ((kind === "like" || kind === "repost") && done.has(key)) continue;
    done.add(key);
    const days = (newestAt - Date.parse(accounts[target].posts[post].at)) / DAY;
    // Acts come soon after the post, as they do: most within three days.
    acts.push({ kind, actor, target, post, at: at(Math.max(0, days - 3 * random() * random())) });
  }
  const follows = [];
  for (let actor = 0; actor < accountCount; actor++)
    for (const target of new Set([pick(), pick(), pick()]))
      if (target !== actor) follows.push([actor, target]);
  return { accounts, follows, acts };
}

/** Draws indexes by weight. */
function picker(weights, random) {
  const upTo = [];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    upTo.push(sum);
  }
  return () => {
    const place = random() * sum;
    return upTo.findIndex(bound => place < bound);
  };
}

/** Mulberry32: 0 to 1, the same for the same seed. */
function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
