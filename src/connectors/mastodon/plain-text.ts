import { Parser } from "htmlparser2";

/** What a piece of HTML says, and the addresses it links to (mentions and hashtags apart). */
export interface PlainText {
  readonly text: string;
  readonly links: readonly string[];
}

const BLOCKS = new Set(["p", "div", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "tr"]);

/** The plain text of a status or profile: paragraphs apart by an empty line, breaks as line ends, entities decoded,
 *  shortened addresses whole. The line "RE: address" that servers put before a quote for older programs is left out. */
export function plainText(html: string): PlainText {
  let text = "";
  let skippedDepth = 0;
  const links = new Set<string>();
  const parser = new Parser({
    onopentag(name, { class: classes = "", href = "" }) {
      const names = classes.split(/\s+/);
      if (skippedDepth > 0 || names.includes("quote-inline") || name === "script" || name === "style")
        skippedDepth++;
      else if (name === "br") text += "\n";
      else if (BLOCKS.has(name) && text !== "") text += "\n\n";
      else if (name === "a" && /^https?:\/\//i.test(href) && !/\b(mention|hashtag)\b/.test(classes))
        links.add(href);
    },
    ontext(piece) {
      if (skippedDepth === 0) text += piece;
    },
    onclosetag() {
      if (skippedDepth > 0) skippedDepth--;
    },
  });
  parser.end(html);
  const lines = text.replace(/\n{3,}/g, "\n\n").split("\n");
  return {
    text: lines
      .map(line => line.trim())
      .join("\n")
      .trim(),
    links: [...links],
  };
}
