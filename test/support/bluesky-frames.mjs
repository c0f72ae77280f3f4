import { createHash } from "node:crypto";
import { encode } from "@atcute/cbor";
import { CidLinkWrapper } from "@atcute/cid";

// An invented Bluesky: the n-th event is the same for the same seed, as a frame of the firehose or of Jetstream.

const FIRST_TIME = Date.UTC(2026, 10, 1);
const ACCOUNTS = 500;
const HEADERS = new Map();

/** A number that depends on all of `parts`, 0 <= n < below. */
function drawn(below, ...parts) {
  let hash = 2166136261;
  for (const part of parts) {
    hash ^= part + 0x9e3779b9;
    hash = Math.imul(hash, 16777619);
    hash ^= hash >>> 13;
    hash = Math.imul(hash, 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  return (hash >>> 0) % below;
}

const didOf = account => `did:plc:${String(account).padStart(24, "a")}`;
const rkeyOf = n => `3l${n.toString(32).padStart(11, "2")}`;

/** The n-th event (from 1) of the world of `seed`, `millisecondsApart` from the next. */
export function eventAt(n, { seed = 1, millisecondsApart = 400 } = {}) {
  const time = new Date(FIRST_TIME + n * millisecondsApart).toISOString();
  const account = drawn(ACCOUNTS, seed, n, 1);
  const did = didOf(account);
  const common = { seq: n, time, did };
  const share = drawn(1000, seed, n, 2);
  const other = didOf(drawn(ACCOUNTS, seed, n, 3));
  const subject = {
    uri: `at://${other}/app.bsky.feed.post/${rkeyOf(1 + drawn(Math.max(1, n - 1), seed, n, 4))}`,
    cid: "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a",
  };
  const record = (collection, fields) => ({
    ...common,
    type: "commit",
    operation: "create",
    collection,
    rkey: rkeyOf(n),
    record: { $type: collection, createdAt: time, ...fields },
  });
  if (share < 600) return record("app.bsky.feed.like", { subject });
  if (share < 700) return record("app.bsky.feed.repost", { subject });
  if (share < 760)
    return record("app.bsky.feed.post", { text: `Post ${n} about invented things`, langs: ["en"] });
  if (share < 810)
    return record("app.bsky.feed.post", {
      text: `Reply ${n}`,
      langs: ["en"],
      reply: { root: subject, parent: subject },
    });
  if (share < 830)
    return record("app.bsky.feed.post", {
      text: `Quote ${n}`,
      langs: ["en"],
      embed: { $type: "app.bsky.embed.record", record: subject },
    });
  if (share < 900) return record("app.bsky.graph.follow", { subject: other });
  if (share < 920) return record("app.bsky.feed.threadgate", { post: subject.uri });
  if (share < 960) {
    const undone = eventAt(1 + drawn(n, seed, n, 5), { seed, millisecondsApart });
    if (undone.type === "commit" && undone.operation === "create")
      return { ...undone, ...common, did: undone.did, operation: "delete", record: undefined };
    return record("app.bsky.feed.like", { subject });
  }
  if (share < 980)
    return {
      ...record("app.bsky.actor.profile", { displayName: `Account ${account}`, description: `Version ${n}` }),
      rkey: "self",
      operation: "update",
    };
  if (share < 995) return { ...common, type: "identity", handle: `a${account}-${n}.example.org` };
  return drawn(2, seed, n, 6) === 0
    ? { ...common, type: "account", active: false, status: "deactivated" }
    : { ...common, type: "account", active: true };
}

/** `event` as a frame of com.atproto.sync.subscribeRepos. */
export function firehoseFrame(event) {
  const { type, seq, time, did } = event;
  if (type === "identity") return frame("#identity", { seq, time, did, handle: event.handle });
  if (type === "account")
    return frame("#account", {
      seq,
      time,
      did,
      active: event.active,
      ...(event.status && { status: event.status }),
    });
  const { operation, collection, rkey, record } = event;
  const block = record === undefined ? null : encode(record);
  const cid = block === null ? null : cidOf(block);
  const commit = encode({ did, rev: rkey, version: 3, seq });
  const commitCid = cidOf(commit);
  return frame("#commit", {
    seq,
    time,
    repo: did,
    rev: rkey,
    since: null,
    tooBig: false,
    rebase: false,
    blobs: [],
    commit: link(commitCid),
    ops: [{ action: operation, path: `${collection}/${rkey}`, cid: cid === null ? null : link(cid) }],
    blocks: bytes(
      car(
        commitCid,
        block === null
          ? [[commitCid, commit]]
          : [
              [commitCid, commit],
              [cid, block],
            ],
      ),
    ),
  });
}

/** A frame of any type; `op` -1 is an error. */
export function frame(type, body, op = 1) {
  const key = `${op} ${type}`;
  if (!HEADERS.has(key)) HEADERS.set(key, Buffer.from(encode(op === 1 ? { op, t: type } : { op })));
  return Buffer.concat([HEADERS.get(key), encode(body)]);
}

/** `event` as a message of Jetstream, version 1. */
export function jetstreamFrame1(event) {
  const { type, seq, time, did, operation, collection, rkey, record } = event;
  const common = { did, time_us: Date.parse(time) * 1000, kind: type };
  if (type === "commit")
    return JSON.stringify({ ...common, commit: { rev: rkey, operation, collection, rkey, record } });
  const { handle, active, status } = event;
  return JSON.stringify({ ...common, [type]: { did, seq, time, handle, active, status } });
}

/** `event` as a message of Jetstream, version 2. */
export function jetstreamFrame2(event) {
  const { type, seq, time, did, operation, collection, rkey, record, handle, active, status } = event;
  const common = { $type: `network.bsky.jetstream.subscribeEvents#${type}`, did, seq, time };
  const rest =
    type === "commit"
      ? { rev: rkey, operation, collection, rkey, record }
      : { [type]: { did, seq, time, handle, active, status } };
  return JSON.stringify({ $type: "message", payload: { ...common, ...rest } });
}

function cidOf(block) {
  return Buffer.concat([Buffer.from([1, 0x71, 0x12, 0x20]), createHash("sha256").update(block).digest()]);
}

const link = cid => new CidLinkWrapper(new Uint8Array(cid));

function bytes(content) {
  return { $bytes: Buffer.from(content).toString("base64").replace(/=+$/, "") };
}

function car(root, blocks) {
  const header = encode({ version: 1, roots: [link(root)] });
  const sections = blocks.flatMap(([cid, block]) => [varint(cid.length + block.length), cid, block]);
  return Buffer.concat([varint(header.length), header, ...sections]);
}

function varint(number) {
  const parts = [];
  for (let rest = number; ; rest >>>= 7) {
    parts.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) return Buffer.from(parts);
  }
}
