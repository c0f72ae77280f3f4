import { Parser } from "htmlparser2";

/** The addresses that a page names as its owner's own, by `rel="me"` on a, area or link elements, absolute and in the
 *  order of the page. Source: microformats.org/wiki/rel-me. */
export function relMeLinks(html: string, pageUrl: string): readonly string[] {
  const found = new Set<string>();
  const parser = new Parser({
    onopentag(name, { rel = "", href = "" }) {
      const isMine = /(^|\s)me(\s|$)/i.test(rel) && ["a", "area", "link"].includes(name);
      if (isMine && href !== "" && URL.canParse(href, pageUrl)) found.add(new URL(href, pageUrl).href);
    },
  });
  parser.end(html);
  return [...found];
}
