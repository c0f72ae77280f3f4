import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { isNetworkName } from "../../domain/network.ts";
import { profileWord } from "./profile-word.ts";

/** A claim that was begun: nothing of it is stored, everything stands in its id, signed by the lake's secret. */
export interface BegunClaim {
  /** Whoever holds it may ask for the proof to be checked. */
  readonly id: string;
  /** Word for the profile of the account; public once it stands there. */
  readonly token: string;
  readonly query: HandleQuery;
  /** UTC ISO. */
  readonly endsAt: string;
}

const CLAIM_DAYS = 14;
const DAY_MS = 86_400_000;

/** A new claim of `query` at `now` under the lake's `secret`. */
export function beginClaim(secret: string, query: HandleQuery, now: Date): BegunClaim {
  const endsAt = new Date(now.getTime() + CLAIM_DAYS * DAY_MS).toISOString();
  const { network, kind, value } = query;
  return sealed(secret, [network, kind, value, endsAt, randomBytes(16).toString("base64url")], query, endsAt);
}

/** The claim of `query` as the operator's command line makes it: the same each time, so that it need not be kept. */
export function standingClaim(secret: string, query: HandleQuery): BegunClaim {
  const { network, kind, value } = query;
  return sealed(secret, [network, kind, value, "", "operator"], query, "");
}

/** The claim that `id` holds; null when this lake did not make it. It may have run out. */
export function readClaim(secret: string, id: string): BegunClaim | null {
  const [payload, seal, ...rest] = id.split(".");
  if (payload === undefined || seal === undefined || rest.length > 0 || id.length > 2_000) return null;
  const expected = signed(secret, "id", payload);
  const [given, wanted] = [Buffer.from(seal), Buffer.from(expected)];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  const [network, kind, value, endsAt] = JSON.parse(Buffer.from(payload, "base64url").toString()) as string[];
  const isQuery = network !== undefined && isNetworkName(network) && (kind === "id" || kind === "handle");
  if (!isQuery || value === undefined || endsAt === undefined) return null;
  return { id, token: profileWord(secret, "claim", payload), query: { network, kind, value }, endsAt };
}

/** The bearer token of an Authorization header; null when it holds none. */
export function sessionTokenOf(authorization: string | null | undefined): string | null {
  return /^Bearer +(\S+)\s*$/i.exec(authorization ?? "")?.[1] ?? null;
}

/** What is kept of a token or claim id. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

function sealed(secret: string, parts: readonly string[], query: HandleQuery, endsAt: string): BegunClaim {
  const payload = Buffer.from(JSON.stringify(parts)).toString("base64url");
  return {
    id: `${payload}.${signed(secret, "id", payload)}`,
    token: profileWord(secret, "claim", payload),
    query,
    endsAt,
  };
}

function signed(secret: string, purpose: "id", payload: string): string {
  return createHmac("sha256", secret).update(`claim ${purpose}|${payload}`).digest("base64url");
}
