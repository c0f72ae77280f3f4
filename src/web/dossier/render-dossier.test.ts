import { describe, expect, it } from "vitest";
import {
  DOSSIER_POSTS,
  dossierPost,
  dossierSubjectCase,
  HOSTILE_NAME,
  NOT_ENOUGH_ANSWER,
} from "../../../test/support/dossier-cases.ts";
import type { DossierSubject } from "../../app/dossier/dossier.ts";
import { renderDossier } from "./render-dossier.ts";

const USE = "One signal among many.";
const render = (...subjects: readonly DossierSubject[]) =>
  renderDossier({ schema_version: "1.0", subjects, intended_use: USE });

describe("renderDossier", () => {
  it("puts the posts first, then qualities, peers, what was not seen, the statement, and the number last", () => {
    const statement = { text: "I write about rivers.", claimed_at: "2026-10-02T00:00:00.000Z" };
    const html = render(dossierSubjectCase({ statement }));
    expect(headings(html, "h2")).toEqual([
      "The posts",
      "Four qualities",
      "Its audience",
      "Beside accounts of its size",
      "What could not be seen",
      "The person’s own statement",
      "And the number, as a range",
    ]);
    expect(html.indexOf("47.1")).toBeGreaterThan(html.indexOf("I write about rivers."));
    expect(html.indexOf("52.3")).toBeGreaterThan(html.indexOf("And the number"));
  });

  it("gives the number as a range, and in no heading and no title", () => {
    const html = render(dossierSubjectCase());
    expect(textOf(html)).toContain("Between 47.1 and 57.9 of 100, with 90 % certainty.");
    for (const level of ["title", "h1", "h2", "h3"])
      expect(headings(html, level).join(" ")).not.toMatch(/52|47\.1|57\.9/);
  });

  it("shows four choices of posts when a topic was asked for, each with how many were left out", () => {
    const on_topic = {
      topic: "music",
      posts: [dossierPost({ text: "On it." })],
      posts_count: 4,
      reason: null,
    };
    const html = render(dossierSubjectCase({ posts: { ...DOSSIER_POSTS, on_topic } }));
    expect(headings(html, "h3").slice(0, 4)).toEqual([
      "The three that drew most",
      "Three typical ones, drawn by a fixed seed whatever they drew",
      "Three answers to people, drawn the same way",
      "Three on music",
    ]);
    const left = [...html.matchAll(/<p class="left-out">(.*?)<\/p>/g)].map(([, text]) => text);
    expect(left).toEqual([
      "1 of 5 posts and answers whose reactions are known of the 90 days; 4 left out.",
      "1 of 12 posts of its own of the 90 days; 11 left out.",
      "1 of 1 answers of the 90 days; none is left out.",
      "1 of 4 posts on music of the 90 days; 3 left out.",
    ]);
    expect(headings(render(dossierSubjectCase()), "h3")).not.toContain("Three on music");
  });

  it("never calls zero what was not observed", () => {
    const text = textOf(render(dossierSubjectCase()));
    expect(text).toContain("2 likes, 1 repost, 0 replies; quotes not observed");
    expect(text).toContain("Likes received not known");
    expect(text).toContain("Lists: not observed.");
    expect(text).toContain("Authenticity of voice: Fewer than 10 posts in 90 days.");
  });

  it("keeps the order given and never sorts by score", () => {
    const named = (name: string, score: number) => {
      const subject = dossierSubjectCase({ name });
      return { ...subject, answer: { ...subject.answer, score } };
    };
    const html = render(
      named("Low", 12),
      { kind: "missing", handle: "x:@gone", reason: "Unknown." },
      named("High", 91),
      named("Middle", 50),
    );
    expect(headings(html, "h1")).toEqual(["4 accounts", "Low", "x:@gone", "High", "Middle"]);
    expect(html).toContain("<title>Dossier of 4 accounts</title>");
  });

  it("includes who is unknown and who has not enough data, with the reason", () => {
    const html = render(
      { kind: "missing", handle: "x:@gone", reason: "The lake holds nothing about x:@gone." },
      dossierSubjectCase({ answer: NOT_ENOUGH_ANSWER }),
    );
    const text = textOf(html);
    expect(text).toContain("The lake holds nothing about x:@gone.");
    expect(text).toContain("There is none: not enough data. Too little evidence: two people acted.");
    expect(text).toContain("Drew most.");
    expect(html).not.toContain("chart-waterfall");
  });

  it("is one file: no script, nothing fetched, no style but its own", () => {
    const html = render(dossierSubjectCase({ name: HOSTILE_NAME }), dossierSubjectCase());
    expect(html).not.toMatch(/<(script|link|img|iframe|object|embed|base|form|image|use|audio|video)\b/i);
    expect(html).not.toMatch(/\s(src|srcset|style|on\w+)="/i);
    expect(html).not.toMatch(/url\(|@import|@font-face/i);
    expect(html.match(/<style>/g)).toHaveLength(1);
    for (const [, href] of html.matchAll(/href="([^"]*)"/g))
      expect(href).toMatch(/^(#account-\d+|https:\/\/)/);
  });

  it("is harmless and whole with hostile names, posts, reasons and statements", () => {
    const posts = {
      ...DOSSIER_POSTS,
      typical: {
        posts: [dossierPost({ text: HOSTILE_NAME, answered: HOSTILE_NAME })],
        posts_count: 1,
        reason: null,
      },
    };
    const statement = { text: HOSTILE_NAME, claimed_at: "2026-10-02T00:00:00.000Z" };
    const html = render(dossierSubjectCase({ name: HOSTILE_NAME, posts, statement }), {
      kind: "missing",
      handle: HOSTILE_NAME,
      reason: HOSTILE_NAME,
    });
    expect(html).not.toContain("<script");
    expect(html).not.toContain("' onload='");
    expect(html.match(/<\/title>/g)).toHaveLength(1 + picturesOf(html));
    expect(headings(html, "h1").every(name => name.length < 140 && !name.includes("\u202e"))).toBe(true);
    expect(html).toContain('<blockquote dir="auto">&lt;/title&gt;');
  });

  it("carries the intended use in a footer that every printed page repeats", () => {
    const html = render(dossierSubjectCase());
    expect(html).toContain(`<tfoot><tr><td><footer class="use">${USE}</footer></td></tr></tfoot>`);
  });

  it("is the same bytes for the same values", () => {
    const twice = [1, 2].map(() => render(dossierSubjectCase(), dossierSubjectCase({ name: "Other" })));
    expect(twice[0]).toBe(twice[1]);
  });
});

function headings(html: string, level: string): string[] {
  return [...html.matchAll(new RegExp(`<${level}[^>]*>(.*?)</${level}>`, "gs"))].map(([, inner]) =>
    textOf(inner!),
  );
}

function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/gs, "")
    .replace(/<\/(td|th|p|li|h\d)>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function picturesOf(html: string): number {
  return html.match(/<svg /g)?.length ?? 0;
}
