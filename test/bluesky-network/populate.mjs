import { AtpAgent } from "@atproto/api";

const AT_ONCE = 4;
/** The most that a repository takes in one commit. */
const MOST_WRITES = 180;
const POST = "app.bsky.feed.post";
const COLLECTION = { like: "app.bsky.feed.like", repost: "app.bsky.feed.repost", reply: POST, quote: POST };

/**
 * Lets `plan` happen in `network`: accounts with profiles and posts, then what they do to each other's, each account's
 * acts in one commit.
 *
 * @param {{ pds: { url: string } }} network
 * @param {import("./plan.mjs").Plan} plan
 */
export async function populate(network, plan) {
  const members = await eachOf(plan.accounts, async ({ handle, isShy, posts }) => {
    const agent = new AtpAgent({ service: network.pds.url });
    await agent.createAccount({
      handle: `${handle}.test`,
      email: `${handle}@example.test`,
      password: "made-up",
    });
    const labels = { $type: "com.atproto.label.defs#selfLabels", values: [{ val: "!no-unauthenticated" }] };
    // As Bluesky's own app does for a new account.
    const createdAt = new Date().toISOString();
    const profile = {
      $type: "app.bsky.actor.profile",
      displayName: handle,
      createdAt,
      ...(isShy && { labels }),
    };
    const written = await write(agent, [
      { collection: "app.bsky.actor.profile", rkey: "self", value: profile },
      ...posts.map(({ at, text }) => ({ collection: POST, value: { $type: POST, text, createdAt: at } })),
    ]);
    return { agent, refs: written.slice(1) };
  });
  const didOf = index => members[index].agent.session.did;
  await eachOf(plan.accounts, async (_, index) => {
    const acts = plan.acts.filter(({ actor }) => actor === index);
    const follows = plan.follows.filter(([actor]) => actor === index);
    const writes = [
      ...acts.map(act => ({
        collection: COLLECTION[act.kind],
        value: recordOf(act, members[act.target].refs[act.post]),
      })),
      ...follows.map(([, target]) => ({
        collection: "app.bsky.graph.follow",
        value: {
          $type: "app.bsky.graph.follow",
          subject: didOf(target),
          createdAt: new Date().toISOString(),
        },
      })),
    ];
    await write(members[index].agent, writes);
  });
  return members.map(({ agent, refs }, index) => ({
    did: agent.session.did,
    handle: agent.session.handle,
    isShy: plan.accounts[index].isShy,
    posts: refs.map(({ uri }) => uri),
  }));
}

function recordOf({ kind, at: createdAt }, subject) {
  const $type = COLLECTION[kind];
  if (kind === "like" || kind === "repost") return { $type, subject, createdAt };
  const text = kind === "reply" ? "An answer" : "Look at this";
  if (kind === "reply") return { $type, text, createdAt, reply: { root: subject, parent: subject } };
  return { $type, text, createdAt, embed: { $type: "app.bsky.embed.record", record: subject } };
}

/** Writes records and gives their references, in order. */
async function write(agent, records) {
  const refs = [];
  for (let start = 0; start < records.length; start += MOST_WRITES) {
    const writes = records
      .slice(start, start + MOST_WRITES)
      .map(record => ({ $type: "com.atproto.repo.applyWrites#create", ...record }));
    const { data } = await agent.com.atproto.repo.applyWrites({ repo: agent.session.did, writes });
    refs.push(...data.results.map(({ uri, cid }) => ({ uri, cid })));
  }
  return refs;
}

/** What `work` gives for each item, in order, a few at once. */
async function eachOf(items, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index], index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
