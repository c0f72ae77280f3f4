import { describe, expect, it } from "vitest";
import { wordsOf } from "../../../test/support/web-site.ts";
import { type ShownTopic, Topics } from "./topics.tsx";

const design: ShownTopic = {
  slug: "design",
  name: "Design",
  score: 61,
  interval: { low: 55, high: 67 },
  sentence: "12 people acted on 9 posts about it",
};
const cooking: ShownTopic = { ...design, name: "Cooking <b>", score: null, interval: null };

describe("topics of a profile", () => {
  it("keep what it moves people about apart from what it follows, and scores beside their ranges", () => {
    const html = String(<Topics handle="x:@ada" topics={{ influence: [design], interests: [cooking] }} />);
    const words = wordsOf(html);
    expect(words).toMatch(/Design 61 range 55 to 67 12 people acted on 9 posts about it\./);
    expect(words).toMatch(/Follows, without moving people Cooking &lt;b&gt;/);
    expect(html).not.toContain("<b>");
    expect(html).toContain('href="/topics/design/x:@ada"');
  });

  it("are left out where none were read, and said to be none where none were found", () => {
    expect(String(<Topics handle="x:@ada" topics={null} />)).toBe("");
    const none = String(<Topics handle="x:@ada" topics={{ influence: [], interests: [] }} />);
    expect(wordsOf(none)).toContain("seen to move nobody");
  });
});
