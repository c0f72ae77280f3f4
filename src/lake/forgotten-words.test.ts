import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lakeWorkshop } from "../../test/support/lake-rows.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import { blankText, candidateWords, patternsOf } from "./forgotten-words.ts";
import { blankWords, wordsOf } from "./word-search.ts";

const { engine: openEngine } = lakeWorkshop();

const patterns = patternsOf({
  accountIds: new Set(["did:plc:abcdef", "12345", "123456789", "https://a.example/users/al/"]),
  handles: new Set(["alice", "al", "alice.example", "a.b+c"]),
});

describe("blankText", () => {
  it.each([
    ["alice, Alice and @ALICE alice", "[forgotten], [forgotten] and [forgotten] [forgotten]"],
    ["malice alice_2 áalice 4alice", "malice alice_2 áalice 4alice"],
    ["see alice.example/post", "see [forgotten]/post"],
    ["axb+c a.b+c", "axb+c [forgotten]"],
    ["et al @al https://x.example/al?", "et al @[forgotten] https://x.example/[forgotten]?"],
    ["12345 people, id 123456789", "12345 people, id [forgotten]"],
    ["at://did:plc:abcdef/post/1 did:plc:abcdefg", "at://[forgotten]/post/1 did:plc:abcdefg"],
    ["https://a.example/users/al/statuses/9", "[forgotten]/statuses/9"],
  ])("turns %j into %j", (text, expected) => {
    expect(blankText(text, patterns)).toBe(expected);
  });

  it("agrees with its SQL twin", async () => {
    const engine = await openEngine();
    const parts = fc.constantFrom(
      "alice",
      "@al",
      "/al",
      " ",
      ".",
      "é",
      "_",
      "did:plc:abcdef",
      "123456789",
      "a.b+c",
      "A",
    );
    const texts = fc
      .sample(fc.array(parts, { maxLength: 12 }), { numRuns: 200, seed: 7 })
      .map(list => list.join(""));
    const rows = await engine.rows(
      `SELECT ${blankWords("t", patterns)} AS blanked FROM (SELECT unnest([${texts.map(sqlLiteral).join(", ")}]) AS t)`,
    );
    expect(rows.map(row => row["blanked"])).toEqual(texts.map(text => blankText(text, patterns)));
  });
});

describe("candidateWords", () => {
  it("finds handles and ids inside sentences, addresses and quotes", () => {
    const words = candidateWords(
      'thanks @alice@mastodon.example, "bob.example": at://did:plc:abc/post https://m.example/users/eve/statuses/1.',
    );
    for (const word of [
      "alice@mastodon.example",
      "bob.example",
      "did:plc:abc",
      "https://m.example/users/eve",
      "eve",
    ])
      expect(words).toContain(word);
  });

  it("agrees with its SQL twin", async () => {
    const engine = await openEngine();
    const parts = fc.constantFrom("ab", "@", "/", " ", ".", "é", "_", ":", "-", "~", "%", "x1", ",");
    const texts = fc
      .sample(fc.array(parts, { maxLength: 10 }), { numRuns: 100, seed: 7 })
      .map(list => list.join(""));
    const rows = await engine.rows(
      `SELECT list_sort(list_filter(${wordsOf("t")}, lambda w: w <> '')) AS words FROM (SELECT unnest([${texts.map(sqlLiteral).join(", ")}]) AS t)`,
    );
    const sorted = (words: Iterable<string>) =>
      [...words].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(rows.map(row => row["words"])).toEqual(texts.map(text => sorted(candidateWords(text))));
  });
});
