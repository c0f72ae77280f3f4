import { describe, expect, it } from "vitest";
import { readRateHeaders, readRetryAfter } from "./rate-headers.ts";

const NOW = Date.parse("2026-11-01T12:00:00Z");
const LATER = NOW + 60_000;

describe("readRateHeaders", () => {
  it.each([
    ["Bluesky", { "ratelimit-remaining": "7", "ratelimit-reset": String(LATER / 1000) }],
    ["the IETF draft", { "RateLimit-Remaining": "7", "RateLimit-Reset": "60" }],
    ["Mastodon", { "X-RateLimit-Remaining": "7", "X-RateLimit-Reset": "2026-11-01T12:01:00.000Z" }],
    ["X", { "x-rate-limit-remaining": "7", "x-rate-limit-reset": String(LATER / 1000) }],
  ])("reads those of %s", (_, headers) => {
    expect(readRateHeaders(new Headers(headers), NOW)).toEqual({ remaining: 7, resetAt: LATER });
  });

  it("knows nothing where nothing, or nonsense, is said", () => {
    expect(readRateHeaders(new Headers(), NOW)).toEqual({ remaining: null, resetAt: null });
    const nonsense = new Headers({ "ratelimit-remaining": "many", "ratelimit-reset": "soon" });
    expect(readRateHeaders(nonsense, NOW)).toEqual({ remaining: null, resetAt: null });
  });
});

describe("readRetryAfter", () => {
  it.each([
    ["seconds", { "retry-after": "60" }],
    ["a date", { "retry-after": "Sun, 01 Nov 2026 12:01:00 GMT" }],
    ["a reset without Retry-After", { "ratelimit-reset": String(LATER / 1000) }],
  ])("reads %s", (_, headers) => {
    expect(readRetryAfter(new Headers(headers), NOW)).toBe(LATER);
  });

  it("is null where neither is said", () => {
    expect(readRetryAfter(new Headers(), NOW)).toBeNull();
  });
});
