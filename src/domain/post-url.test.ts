import { describe, expect, it } from "vitest";
import { postUrl } from "./post-url.ts";

describe("postUrl", () => {
  it.each([
    ["x", "1234567890123456789", "https://x.com/i/web/status/1234567890123456789"],
    [
      "bluesky",
      "at://did:plc:abc/app.bsky.feed.post/3kxyz",
      "https://bsky.app/profile/did:plc:abc/post/3kxyz",
    ],
    ["mastodon", "https://social.example/users/a/statuses/1", "https://social.example/users/a/statuses/1"],
    ["youtube", "dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"],
    ["facebook", "123_456", "https://www.facebook.com/123_456"],
  ] as const)("finds a post of %s by %s", (network, id, url) => {
    expect(postUrl(network, id)).toBe(url);
  });

  it.each([
    ["x", "post-7"],
    ["bluesky", "at://did:plc:abc/app.bsky.feed.like/3kxyz"],
    ["nostr", "ab".repeat(32)],
    ["mastodon", "javascript:alert(1)"],
  ] as const)("does not make up an address for %s and %s", (network, id) => {
    expect(postUrl(network, id)).toBeNull();
  });
});
