import type { RateState } from "../../lib/rate-budget.ts";

/** A reset this far back or less is meant as seconds since 1970, not as seconds from now. */
const OLDEST_EPOCH_SECONDS = 1_000_000_000;

/** What the headers of an answer say about how much may still be asked: RateLimit-* (Bluesky's PDS: epoch seconds;
 *  the IETF draft: seconds from now), X-RateLimit-* (Mastodon: RFC 3339; GitHub: epoch seconds) and X-Rate-Limit-* (X:
 *  epoch seconds). `now` is milliseconds since 1970. Nulls where nothing is said or it cannot be read. */
export function readRateHeaders(headers: Headers, now: number): RateState {
  for (const prefix of ["ratelimit", "x-ratelimit", "x-rate-limit"]) {
    const remaining = countOf(headers.get(`${prefix}-remaining`));
    const resetAt = timeOf(headers.get(`${prefix}-reset`), now);
    if (remaining !== null || resetAt !== null) return { remaining, resetAt };
  }
  return { remaining: null, resetAt: null };
}

/** Until when a server that refused a request asks to be left alone, in milliseconds since 1970: Retry-After (seconds
 *  or a date), else the reset; null when it says neither. */
export function readRetryAfter(headers: Headers, now: number): number | null {
  const text = headers.get("retry-after");
  if (text !== null) {
    const seconds = Number(text);
    if (text.trim() !== "" && Number.isFinite(seconds) && seconds >= 0) return now + seconds * 1000;
    const date = Date.parse(text);
    if (!Number.isNaN(date)) return date;
  }
  return readRateHeaders(headers, now).resetAt;
}

function countOf(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text.trim()) ? Number(text) : null;
}

function timeOf(text: string | null, now: number): number | null {
  if (text === null) return null;
  const number = Number(text);
  if (text.trim() !== "" && Number.isFinite(number) && number >= 0)
    return number >= OLDEST_EPOCH_SECONDS ? number * 1000 : now + number * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : date;
}
