import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text.ts";

describe("plainText", () => {
  it.each([
    ["<p>One &amp; two<br>three</p><p>four</p>", "One & two\nthree\n\nfour"],
    [
      '<p>See <a href="https://e.org/a"><span class="invisible">https://</span>e.org/a</a></p>',
      "See https://e.org/a",
    ],
    ['<p class="quote-inline">RE: <a href="https://e.org">x</a></p><p>Look</p>', "Look"],
    ["<p>a</p><script>alert(1)</script><p>b</p>", "a\n\nb"],
    ["no markup at all", "no markup at all"],
    ["", ""],
  ])("of %s is what people read", (html, text) => {
    expect(plainText(html).text).toBe(text);
  });

  it("names the addresses that are linked, mentions and hashtags apart", () => {
    const html =
      '<a href="https://e.org/1">one</a> <a class="u-url mention" href="https://h.test/@bob">@bob</a> ' +
      '<a class="mention hashtag" href="https://h.test/tags/x">#x</a> <a href="javascript:alert(1)">no</a>';
    expect(plainText(html).links).toEqual(["https://e.org/1"]);
  });
});
