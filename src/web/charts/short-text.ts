const letters = new Intl.Segmenter("und", { granularity: "grapheme" });
/** Code points of one written letter that are kept; a family emoji has seven, piled-up accents have hundreds. */
const LETTER_POINTS = 8;
/** Marks that turn the direction of the text around them. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** `text` on one line, without marks that turn the direction of writing, at most `most` letters as people count
 *  them; what is left out is an ellipsis.
 *  @example shortText("Maya Rivers", 6) // "Maya …" */
export function shortText(text: string, most: number): string {
  const line = text
    .replace(TURNING, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  const found: string[] = [];
  for (const { segment } of letters.segment(line.slice(0, (most + 1) * LETTER_POINTS * 2))) {
    if (found.length === most) return `${found.slice(0, -1).join("")}…`;
    found.push([...segment].slice(0, LETTER_POINTS).join(""));
  }
  return found.join("");
}
