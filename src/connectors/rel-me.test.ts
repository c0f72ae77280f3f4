import { describe, expect, it } from "vitest";
import { relMeLinks } from "./rel-me.ts";

const PAGE = "https://maya.example/about/";

describe("relMeLinks", () => {
  it("finds links of the page's owner, relative ones too, and no others", () => {
    const html = `<!doctype html><link rel="me" href="https://social.example/@maya">
      <a href="https://x.com/somebody">a friend</a> <A REL="noopener ME nofollow" HREF='../me'>me</A>
      <a rel="menu" href="https://x.com/menu">menu</a><area rel=me href=https://x.com/maya>
      <a rel="me" href="https://x.com/maya">again</a><p rel="me" href="https://x.com/p">no link</p>`;
    expect(relMeLinks(html, PAGE)).toEqual([
      "https://social.example/@maya",
      "https://maya.example/me",
      "https://x.com/maya",
    ]);
  });

  it("passes over what is no address, what stands in comments and scripts, and broken markup", () => {
    const html = `<!-- <a rel="me" href="https://x.com/comment"> --><a rel=me href="https://[">bad</a><a rel=me>none</a>
      <script>document.write('<a rel="me" href="https://x.com/script">')</script><a rel="me" href="https://x.com/open`;
    expect(relMeLinks(html, PAGE)).toEqual([]);
  });
});
