import type { StreamEvent } from "./stream-event.ts";

/** A frame of Jetstream, of either version. Sources: https://github.com/bluesky-social/jetstream-legacy (version 1) and
 *  the lexicon network.bsky.jetstream.subscribeEvents (version 2). */
export type JetstreamFrame =
  | {
      readonly kind: "event";
      /** Null for a kind of event that says nothing here. */
      readonly event: StreamEvent | null;
      /** When the server saw it, UTC ISO with milliseconds. */
      readonly seenAt: string;
      /** Version 2: its number on this server. */
      readonly seq: number | null;
      /** Version 1: its number on every server. */
      readonly timeMicroseconds: number | null;
    }
  /** Version 2: the place asked for is not there any more, and following begins elsewhere. */
  | { readonly kind: "info"; readonly name: string }
  | { readonly kind: "error"; readonly name: string }
  | { readonly kind: "malformed" };

interface WireEvent {
  readonly $type?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly did?: string;
  readonly seq?: number;
  readonly time?: string;
  readonly time_us?: number;
  readonly commit?: WireCommit;
  readonly identity?: { readonly handle?: string };
  readonly account?: { readonly active?: boolean; readonly status?: string };
}

interface WireCommit {
  readonly operation?: string;
  readonly collection?: string;
  readonly rkey?: string;
  readonly record?: unknown;
}

interface WireFrame extends WireEvent {
  readonly error?: string;
  readonly payload?: WireEvent & WireCommit;
}

const MALFORMED = { kind: "malformed" } as const;

/** What `content` says. */
export function readJetstream(content: string | Uint8Array): JetstreamFrame {
  const frame = parsed(content);
  if (frame === null) return MALFORMED;
  if (frame.$type === "error") return { kind: "error", name: frame.error ?? "unknown" };
  return frame.payload === undefined ? version1(frame) : version2(frame.payload);
}

function version1(wire: WireEvent): JetstreamFrame {
  const { time_us: microseconds, kind } = wire;
  if (typeof microseconds !== "number") return MALFORMED;
  const event = kind === "commit" ? recordEvent(wire.did, wire.commit ?? {}) : accountEvent(kind, wire);
  const seenAt = new Date(Math.floor(microseconds / 1000)).toISOString();
  return { kind: "event", event, seenAt, seq: null, timeMicroseconds: microseconds };
}

function version2(wire: WireEvent & WireCommit): JetstreamFrame {
  const kind = wire.$type?.split("#")[1];
  if (kind === "info") return { kind: "info", name: wire.name ?? "unknown" };
  const seenAt = Date.parse(wire.time ?? "");
  if (typeof wire.seq !== "number" || Number.isNaN(seenAt)) return MALFORMED;
  return {
    kind: "event",
    event: kind === "commit" ? recordEvent(wire.did, wire) : accountEvent(kind, wire),
    seenAt: new Date(seenAt).toISOString(),
    seq: wire.seq,
    timeMicroseconds: null,
  };
}

function recordEvent(did: string | undefined, commit: WireCommit): StreamEvent | null {
  const { operation, collection, rkey, record } = commit;
  if (did === undefined || collection === undefined || rkey === undefined) return null;
  return { kind: "record", did, collection, rkey, record: operation === "delete" ? null : (record ?? {}) };
}

function accountEvent(kind: string | undefined, { did, identity, account }: WireEvent): StreamEvent | null {
  if (did === undefined) return null;
  if (kind === "identity") return { kind, did, handle: identity?.handle ?? null };
  if (kind === "account")
    return { kind, did, isActive: account?.active === true, status: account?.status ?? null };
  return null;
}

function parsed(content: string | Uint8Array): WireFrame | null {
  try {
    const value: unknown = JSON.parse(
      typeof content === "string" ? content : new TextDecoder().decode(content),
    );
    return typeof value === "object" && value !== null ? (value as WireFrame) : null;
  } catch {
    return null;
  }
}
