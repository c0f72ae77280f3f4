import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConfigProblem } from "./errors.ts";
import { formatHandle, hasIdForm, parseHandle } from "./handle.ts";
import type { HandleQuery } from "./handle-query.ts";
import { NETWORKS, type NetworkName } from "./network.ts";

const FORMS: readonly [string, NetworkName | undefined, HandleQuery][] = [
  ["alice.bsky.social", undefined, { network: "bluesky", kind: "handle", value: "alice.bsky.social" }],
  ["did:plc:abc123", undefined, { network: "bluesky", kind: "id", value: "did:plc:abc123" }],
  ["bluesky:did:web:a.example", undefined, { network: "bluesky", kind: "id", value: "did:web:a.example" }],
  [
    "at://did:plc:abc/app.bsky.feed.post/1",
    undefined,
    { network: "bluesky", kind: "id", value: "did:plc:abc" },
  ],
  [
    "https://bsky.app/profile/alice.example",
    "x",
    { network: "bluesky", kind: "handle", value: "alice.example" },
  ],
  [
    "https://bsky.app/profile/did:plc:abc/post/3k",
    undefined,
    { network: "bluesky", kind: "id", value: "did:plc:abc" },
  ],
  ["@alice@mastodon.social", "x", { network: "mastodon", kind: "handle", value: "alice@mastodon.social" }],
  [
    "acct:alice@mastodon.social",
    undefined,
    { network: "mastodon", kind: "handle", value: "alice@mastodon.social" },
  ],
  [
    "https://mastodon.social/@alice",
    undefined,
    { network: "mastodon", kind: "handle", value: "alice@mastodon.social" },
  ],
  [
    "mastodon:https://social.example/users/alice",
    undefined,
    { network: "mastodon", kind: "id", value: "https://social.example/users/alice" },
  ],
  ["x:@alice", undefined, { network: "x", kind: "handle", value: "alice" }],
  ["x:@123", undefined, { network: "x", kind: "handle", value: "123" }],
  ["x:123", undefined, { network: "x", kind: "id", value: "123" }],
  ["@alice", "x", { network: "x", kind: "handle", value: "alice" }],
  ["alice.b", "instagram", { network: "instagram", kind: "handle", value: "alice.b" }],
  ["https://twitter.com/alice/status/5", undefined, { network: "x", kind: "handle", value: "alice" }],
  ["https://www.x.com/alice?s=20", undefined, { network: "x", kind: "handle", value: "alice" }],
  ["https://github.com/alice", undefined, { network: "github", kind: "handle", value: "alice" }],
  ["facebook:page", undefined, { network: "facebook", kind: "handle", value: "page" }],
  ["https://www.youtube.com/@alice", undefined, { network: "youtube", kind: "handle", value: "alice" }],
  ["wikipedia:en:42", undefined, { network: "wikipedia", kind: "id", value: "en:42" }],
  ["https://en.wikipedia.org/wiki/Ada", undefined, { network: "wikipedia", kind: "handle", value: "en:Ada" }],
  [
    "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg",
    undefined,
    {
      network: "nostr",
      kind: "id",
      value: "7e7e9c42a91bfef19fa929e5fda1b72e0ebc1a4c1141673e2794234d86addf4e",
    },
  ],
];

describe("parseHandle", () => {
  it.each(FORMS)("reads %s (default network %s)", (text, network, expected) => {
    expect(parseHandle(text, network)).toEqual(expected);
  });

  it.each(["alice", "@alice"])("lists the choices when %s could be on several networks", text => {
    expect(() => parseHandle(text)).toThrow(ConfigProblem);
    expect(() => parseHandle(text)).toThrow(/x:@alice, alice\.bsky\.social, @alice@mastodon\.social/);
  });

  it.each([
    "",
    "  ",
    "a b",
    "x:",
    "x:@",
    "mastodon:alice",
    "orkut:alice",
    "https://x.com/",
    "https://x.com/home",
    "npub1zz",
  ])("refuses %j with what to write instead", text => {
    expect(() => parseHandle(text)).toThrow(ConfigProblem);
  });

  it("answers with a query or a ConfigProblem for any text", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.option(fc.constantFrom(...NETWORKS), { nil: undefined }),
        (text, network) => {
          try {
            expect(parseHandle(text, network).value).not.toBe("");
          } catch (error) {
            expect(error).toBeInstanceOf(ConfigProblem);
          }
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it("reads back every handle and id that formatHandle writes", () => {
    const name = fc.stringMatching(/^[a-z0-9_]{1,15}$/);
    const handleOn = (network: NetworkName) =>
      network === "mastodon"
        ? name.map(local => `${local}@social.example`)
        : network === "bluesky"
          ? name.map(local => `${local.replaceAll("_", "-")}.example.org`)
          : name;
    const query = fc
      .constantFrom(...NETWORKS)
      .chain(network => fc.record({ network: fc.constant(network), handle: handleOn(network) }));
    fc.assert(
      fc.property(query, ({ network, handle }) => {
        const text = formatHandle(network, handle, "some-id");
        expect(parseHandle(text)).toEqual({ network, kind: "handle", value: handle });
      }),
      { seed: 2, numRuns: 500 },
    );
    for (const [network, id] of [
      ["bluesky", "did:plc:abc"],
      ["mastodon", "https://social.example/users/alice"],
      ["x", "12"],
      ["nostr", "ab".repeat(32)],
      ["wikipedia", "de:7"],
    ] as const) {
      expect(hasIdForm(network, id)).toBe(true);
      expect(parseHandle(formatHandle(network, null, id))).toEqual({ network, kind: "id", value: id });
    }
  });
});
