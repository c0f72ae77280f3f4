/**
 * Starts one real Bluesky server (PDS, with its directory PLC; no AppView, no database) on this machine, does what it is
 * told on standard input, one word a line, prints a line of JSON after each, and runs until its standard input is closed:
 *
 *   node start-server.mjs
 *
 * At once: {"url", "accounts": [{"did", "handle"}]} of alice, bob and carla. Then for
 *   act     Alice writes a post; Bob likes, reposts, quotes and answers it, mentions Carla and follows Alice:
 *           {"post", "like", "repost", "quote", "reply", "mention", "follow"}, each an at-uri
 *   undo    Bob takes like and repost back and deletes the reply: {}
 *   rename  Alice becomes alicia.test: {}
 *   hide    Carla asks not to be shown to people who are not logged in: {}
 *   leave   Bob deactivates his account: {}
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

Object.assign(process.env, { LOG_ENABLED: "false", NODE_ENV: "test" });
const root = process.env.RENOWN_BLUESKY_NETWORK ?? fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(join(root, "package.json"));
const { TestNetworkNoAppView } = require("@atproto/dev-env");
const { AtpAgent } = require("@atproto/api");

const network = await TestNetworkNoAppView.create({ pds: {}, plc: {} });
const tell = value => process.stdout.write(`${JSON.stringify(value)}\n`);
const agents = {};
for (const name of ["alice", "bob", "carla"]) {
  agents[name] = new AtpAgent({ service: network.pds.url });
  await agents[name].createAccount({
    handle: `${name}.test`,
    email: `${name}@example.org`,
    password: "made-up",
  });
}
const { alice, bob, carla } = agents;
tell({
  url: network.pds.url,
  accounts: Object.values(agents).map(({ session }) => ({ did: session.did, handle: session.handle })),
});

const made = {};
const deeds = {
  async act() {
    const post = await alice.post({ text: "A post about invented things", langs: ["en"] });
    const ref = { uri: post.uri, cid: post.cid };
    const mention = "hello @carla.test";
    const start = mention.indexOf("@");
    Object.assign(made, {
      post: post.uri,
      like: (await bob.like(post.uri, post.cid)).uri,
      repost: (await bob.repost(post.uri, post.cid)).uri,
      quote: (await bob.post({ text: "look", embed: { $type: "app.bsky.embed.record", record: ref } })).uri,
      reply: (await bob.post({ text: "yes", reply: { root: ref, parent: ref } })).uri,
      mention: (
        await bob.post({
          text: mention,
          facets: [
            {
              index: { byteStart: start, byteEnd: mention.length },
              features: [{ $type: "app.bsky.richtext.facet#mention", did: carla.session.did }],
            },
          ],
        })
      ).uri,
      follow: (await bob.follow(alice.session.did)).uri,
    });
    return made;
  },
  async undo() {
    await bob.deleteLike(made.like);
    await bob.deleteRepost(made.repost);
    await bob.deletePost(made.reply);
    return {};
  },
  async rename() {
    await alice.com.atproto.identity.updateHandle({ handle: "alicia.test" });
    return {};
  },
  async hide() {
    const labels = { $type: "com.atproto.label.defs#selfLabels", values: [{ val: "!no-unauthenticated" }] };
    await carla.upsertProfile(profile => ({ ...profile, displayName: "Carla", labels }));
    return {};
  },
  async leave() {
    await bob.com.atproto.server.deactivateAccount({});
    return {};
  },
};
for await (const line of createInterface({ input: process.stdin })) tell(await deeds[line.trim()]());
await network.close();
process.exit(0);
