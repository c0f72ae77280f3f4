import { writeCarStream } from "@atcute/car";
import { encode, toBytes } from "@atcute/cbor";
import { type Cid, create, toCidLink } from "@atcute/cid";

const DAG_CBOR = 0x71;

/** Whose repository a synthetic CAR is. */
export const CAR_OWNER = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
/** The revision of a synthetic CAR: 2024-11-29T02:50:44.802Z. */
export const CAR_REV = "3lc2l3yslk222";

/** Records of a repository by "collection/rkey". */
export type CarRecords = Readonly<Record<string, unknown>>;

/** A CAR file of a made-up repository: its commit, its tree in one node, and its records. */
export async function carOf(
  records: CarRecords,
  options: { readonly did?: string; readonly rev?: string } = {},
): Promise<Uint8Array> {
  const blocks: { readonly cid: Uint8Array; readonly data: Uint8Array }[] = [];
  const add = async (value: unknown): Promise<Cid> => {
    const data = encode(value);
    const cid = await create(DAG_CBOR, data);
    blocks.push({ cid: cid.bytes, data });
    return cid;
  };
  const entries: unknown[] = [];
  let previous = "";
  for (const key of Object.keys(records).sort()) {
    const shared = sharedLength(previous, key);
    const value = toCidLink(await add(records[key]));
    entries.push({ p: shared, k: toBytes(Buffer.from(key.slice(shared))), v: value, t: null });
    previous = key;
  }
  const tree = toCidLink(await add({ l: null, e: entries }));
  const commit = await add({
    ...{ did: options.did ?? CAR_OWNER, version: 3, data: tree, rev: options.rev ?? CAR_REV, prev: null },
    sig: toBytes(new Uint8Array(64)),
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeCarStream([toCidLink(commit)], blocks)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A small repository: profile, three posts, a like, a repost, two follows and a record nobody reads. */
export function smallRepo(unknown: Readonly<Record<string, unknown>> = {}): CarRecords {
  const theirs = { uri: "at://did:plc:bbbbbbbbbbbbbbbbbbbbbbbb/app.bsky.feed.post/3kxyz", cid: "bafyreia" };
  const own = { uri: `at://${CAR_OWNER}/app.bsky.feed.post/3la1`, cid: "bafyreib" };
  const post = (fields: object) => ({ $type: "app.bsky.feed.post", ...fields, ...unknown });
  return {
    "app.bsky.actor.profile/self": {
      ...{ $type: "app.bsky.actor.profile", displayName: "Ada", description: "Bread & butter", ...unknown },
    },
    "app.bsky.feed.post/3la1": post({
      text: "An original with @bea and #bread",
      createdAt: "2024-11-20T10:00:00.000Z",
      langs: ["en"],
      facets: [
        {
          index: { byteStart: 17, byteEnd: 21 },
          features: [
            { $type: "app.bsky.richtext.facet#mention", did: "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb", ...unknown },
            { $type: "app.bsky.richtext.facet#tag", tag: "bread" },
          ],
        },
      ],
    }),
    "app.bsky.feed.post/3la2": post({
      text: "A reply that quotes",
      createdAt: "2024-11-21T10:00:00Z",
      reply: { root: theirs, parent: theirs, ...unknown },
      embed: {
        ...{ $type: "app.bsky.embed.record", ...unknown },
        record: { uri: "at://did:plc:cccccccccccccccccccccccc/app.bsky.feed.post/3kq", cid: "bafyreic" },
      },
    }),
    "app.bsky.feed.post/3la3": post({
      text: "A thread of one's own, dated too late",
      createdAt: "2031-01-01T00:00:00.000Z",
      reply: { root: own, parent: own },
    }),
    "app.bsky.feed.like/3lb1": {
      ...{ $type: "app.bsky.feed.like", subject: theirs, createdAt: "2024-11-22T08:00:00.000Z", ...unknown },
    },
    "app.bsky.feed.like/3lb2": {
      ...{ $type: "app.bsky.feed.like", subject: own, createdAt: "2024-11-22T08:01:00.000Z" },
    },
    "app.bsky.feed.repost/3lc1": {
      ...{
        $type: "app.bsky.feed.repost",
        subject: theirs,
        createdAt: "2024-11-22T09:00:00.000Z",
        ...unknown,
      },
    },
    "app.bsky.graph.follow/3ld1": {
      ...{ $type: "app.bsky.graph.follow", createdAt: "2024-11-01T00:00:00.000Z", ...unknown },
      subject: "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb",
    },
    "app.example.thing/3le1": { $type: "app.example.thing", words: "not read" },
  };
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
