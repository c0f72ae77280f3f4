import { fromUint8Array } from "@atcute/car";
import { type BytesWrapper, type CidLinkWrapper, decode, decodeFirst } from "@atcute/cbor";
import { ConfigProblem } from "../../domain/errors.ts";
import type { ConnectorEffects, ConnectorRecord, Cursor, LiveStream, Page } from "../contract.ts";
import { rejection } from "../reading/rejections.ts";
import { isWanted, rowsOfEvent, type StreamEvent, watchesOf } from "./stream-event.ts";
import { serviceUrl, streamMessages } from "./stream-socket.ts";

const DEFAULT_SERVICE = "wss://bsky.network";
const PATH = "/xrpc/com.atproto.sync.subscribeRepos";
const FILE = "firehose";

/** The body of a frame, as far as it is read. Source: https://atproto.com/specs/sync and the lexicon
 *  com.atproto.sync.subscribeRepos. */
interface FrameBody {
  readonly seq?: number;
  readonly time?: string;
  readonly repo?: string;
  readonly did?: string;
  readonly handle?: string;
  readonly active?: boolean;
  readonly status?: string;
  readonly tooBig?: boolean;
  readonly blocks?: BytesWrapper;
  readonly ops?: readonly FrameOp[];
  /** Of #info and of errors. */
  readonly name?: string;
  readonly error?: string;
  readonly message?: string;
}

interface FrameOp {
  readonly action: string;
  /** collection/rkey */
  readonly path: string;
  readonly cid: CidLinkWrapper | null;
}

interface Place {
  readonly seq: number;
}

/** Everything that happens in the repositories of a relay or of one server: com.atproto.sync.subscribeRepos. */
export const firehose: LiveStream = {
  name: "firehose",
  gives:
    "every post, like, repost, follow, profile, deletion and account change, straight from a relay (com.atproto.sync.subscribeRepos)",
  watches: options => watchesOf(options["service"] === undefined || options["complete"] === true),
  follow: (cursor, options, _config, effects) =>
    followFirehose(cursor, serviceUrl(options["service"], DEFAULT_SERVICE), effects),
};

async function* followFirehose(
  cursor: Cursor | null,
  service: URL,
  effects: ConnectorEffects,
): AsyncGenerator<Page> {
  let place: Place | null = cursor === null ? null : (JSON.parse(cursor) as Place);
  let isAfterGap = place === null;
  const address = () => {
    const url = new URL(PATH, service);
    if (place !== null) url.searchParams.set("cursor", String(place.seq));
    return url.href;
  };
  for await (const { content, reconnect } of streamMessages({ address }, effects)) {
    const frame = readFrame(content);
    if (frame === null) {
      if (place !== null)
        yield { records: [rejection(FILE, "malformed_frame")], cursor: JSON.stringify(place), isLast: false };
      continue;
    }
    const { type, body } = frame;
    if (type === "#info" && body.name === "OutdatedCursor") isAfterGap = true;
    if (type === "error" && body.error === "FutureCursor") {
      // The place is one of another server: nothing connects it to this one.
      place = null;
      isAfterGap = true;
      reconnect();
    } else if (type === "error" && body.error !== "ConsumerTooSlow")
      throw new ConfigProblem(
        `${service.host} refuses the stream: ${body.error ?? "?"} ${body.message ?? ""}`.trim(),
      );
    if (typeof body.seq !== "number") continue;
    place = { seq: body.seq };
    const seenAt = isoOf(body.time);
    const page = {
      records: seenAt === null ? [rejection(FILE, "bad_time")] : recordsOf(type, body, seenAt),
      cursor: JSON.stringify(place),
      isLast: false,
    };
    if (seenAt === null) yield page;
    else {
      yield { ...page, watched: { at: seenAt, isAfterGap } };
      isAfterGap = false;
    }
  }
}

/** The type and body of a frame; null for one that cannot be read. */
function readFrame(content: string | Uint8Array): { readonly type: string; readonly body: FrameBody } | null {
  if (typeof content === "string") return null;
  try {
    const [header, rest] = decodeFirst(content) as [{ op?: number; t?: string }, Uint8Array];
    return { type: header.op === 1 ? (header.t ?? "") : "error", body: decode(rest) as FrameBody };
  } catch {
    return null;
  }
}

function recordsOf(type: string, body: FrameBody, seenAt: string): readonly ConnectorRecord[] {
  if (type === "#commit") return commitRecords(body, seenAt);
  const event = accountEvent(type, body);
  return event === null ? [] : rowsOfEvent(event, seenAt, FILE);
}

function accountEvent(type: string, { did, handle, active, status }: FrameBody): StreamEvent | null {
  if (did === undefined) return null;
  if (type === "#identity") return { kind: "identity", did, handle: handle ?? null };
  if (type === "#account") return { kind: "account", did, isActive: active === true, status: status ?? null };
  return null;
}

function commitRecords(body: FrameBody, seenAt: string): readonly ConnectorRecord[] {
  const { repo = "", ops = [], blocks, tooBig } = body;
  if (tooBig === true) return [rejection(FILE, "too_big_commit")];
  const wanted = ops.filter(({ path }) => isWanted(path.slice(0, path.indexOf("/"))));
  if (wanted.length === 0) return [];
  let stored: ReadonlyMap<string, Uint8Array> | null = null;
  try {
    stored = wanted.some(({ cid }) => cid !== null) ? blocksOf(blocks) : new Map();
  } catch {
    return [rejection(FILE, "malformed_blocks")];
  }
  return wanted.flatMap(({ action, path, cid }) => {
    const slash = path.indexOf("/");
    const named = {
      kind: "record",
      did: repo,
      collection: path.slice(0, slash),
      rkey: path.slice(slash + 1),
    } as const;
    if (action === "delete") return rowsOfEvent({ ...named, record: null }, seenAt, FILE);
    const block = cid === null ? undefined : stored.get(keyOf(cid.bytes));
    if (block === undefined) return [rejection(FILE, "missing_block")];
    const record = decoded(block);
    if (record === undefined) return [rejection(FILE, "malformed_record")];
    return rowsOfEvent({ ...named, record }, seenAt, FILE);
  });
}

/** Blocks of a commit by their id. */
function blocksOf(blocks: BytesWrapper | undefined): ReadonlyMap<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  if (blocks === undefined) return found;
  for (const { cid, bytes } of fromUint8Array(blocks.buf)) found.set(keyOf(cid.bytes), bytes);
  return found;
}

function decoded(block: Uint8Array): unknown {
  try {
    return decode(block);
  } catch {
    return undefined;
  }
}

function keyOf(cid: Uint8Array): string {
  return Buffer.from(cid.buffer, cid.byteOffset, cid.byteLength).toString("latin1");
}

/** `time` as UTC ISO with milliseconds; null when it is none. */
function isoOf(time: string | undefined): string | null {
  const milliseconds = Date.parse(time ?? "");
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
