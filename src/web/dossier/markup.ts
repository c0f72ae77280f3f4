import { escapeMarkup } from "../charts/svg.ts";

/** HTML that may stand as it is: made by `markup`, or by a picture. */
export class Markup {
  constructor(readonly html: string) {}
}

type Part = Markup | string | number | null | readonly Part[];

/** HTML of a template: every string and number put into it is escaped, markup and lists of it are not, null is
 *  nothing.
 *  @example markup`<p>${"<b>"}</p>`.html // "<p>&lt;b&gt;</p>" */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(pieces.map((piece, i) => piece + written(parts[i] ?? null)).join(""));
}

/** `html` as markup that is not escaped again; for pictures, which escape what they are given. */
export function asMarkup(html: string): Markup {
  return new Markup(html);
}

function written(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.html;
  if (typeof part === "string" || typeof part === "number") return escapeMarkup(String(part));
  return part.map(written).join("");
}
