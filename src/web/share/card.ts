import { shortText } from "../charts/short-text.ts";
import { escapeMarkup } from "../charts/svg.ts";
import { dayOf } from "../words.ts";
import { coveredText } from "./covered-text.ts";

/** What a share card says. */
export interface CardValues {
  readonly name: string | null;
  /** Text that asks for the account. */
  readonly handle: string;
  /** `network:account_id`; stands in where the font can draw neither name nor handle. */
  readonly id: string;
  /** Null: not enough data. */
  readonly range: { readonly low: number; readonly high: number; readonly level: number } | null;
  /** What the range means among others, in a sentence or two; the reason when there is none. */
  readonly meaning: string;
  /** 0..1 */
  readonly coverage: number;
  readonly as_of: string;
  readonly model: string;
  readonly intended_use: string;
}

/** Size of a card in pixels, as link previews like it. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

const [INK, MUTED, ACCENT, PAPER, TRACK] = ["#f3f6fa", "#a9b6c4", "#79b8ff", "#101821", "#2b3947"];
const MARGIN = 80;
const SCALE = { y: 388, from: MARGIN, to: CARD_SIZE.width - MARGIN } as const;
/** Letters that fit on a line at its size. */
const LETTERS = { line: 66, use: 106 } as const;
const LINE = SCALE.to - SCALE.from;
/** Width of a letter of the bold font, on the wide side, as a share of its size. */
const [NARROW, MIDDLE, WIDE] = [0.36, 0.64, 1];

/** The picture that link previews show: who, the range on its scale, what that means, and how it may be used. The
 *  letters are those of the bundled font. */
export function cardSvg(values: CardValues): string {
  const { range } = values;
  const handle = coveredText(values.handle) ?? coveredText(values.id) ?? "an account";
  const name = values.name === null ? null : coveredText(values.name);
  const about = [
    `coverage ${Math.round(100 * values.coverage)} %`,
    `as of ${dayOf(values.as_of)}`,
    `model ${values.model}`,
  ];
  const meaning = wrapped(values.meaning, LETTERS.line, 2);
  const use = wrapped(values.intended_use, LETTERS.use, 2);
  const said =
    range === null
      ? text("Not enough data", MARGIN, 330, 76, INK, true)
      : text(rangeText(range), MARGIN, 330, 92, INK, true) +
        textFromEnd(`of 100, ${Math.round(100 * range.level)} % certain`, SCALE.to, 330, 32, MUTED);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_SIZE.width}" height="${CARD_SIZE.height}" ` +
    `viewBox="0 0 ${CARD_SIZE.width} ${CARD_SIZE.height}" font-family="Inter">` +
    `<rect width="${CARD_SIZE.width}" height="${CARD_SIZE.height}" fill="${PAPER}"/>` +
    `<rect width="12" height="${CARD_SIZE.height}" fill="${ACCENT}"/>` +
    `${textFromEnd("Renown", SCALE.to, 66, 28, ACCENT, true)}${text(fitting(name ?? handle, 62), MARGIN, 138, 62, INK, true)}` +
    `${text(fitting(handle, 32), MARGIN, 190, 32, MUTED)}` +
    `${said}${range === null ? "" : scale(range)}` +
    meaning.map((line, i) => text(line, MARGIN, 462 + 42 * i, 31, INK)).join("") +
    text(about.join("  ·  "), MARGIN, 556, 22, MUTED) +
    use.map((line, i) => text(line, MARGIN, 591 + 26 * i, 20, MUTED)).join("") +
    "</svg>"
  );
}

function rangeText({ low, high }: { readonly low: number; readonly high: number }): string {
  const digits = high - low < 2 ? 1 : 0;
  const [from, to] = [low.toFixed(digits), high.toFixed(digits)];
  return from === to ? `about ${from}` : `${from} to ${to}`;
}

/** The scale from 0 to 100 with the range on it. */
function scale({ low, high }: { readonly low: number; readonly high: number }): string {
  const at = (score: number) => SCALE.from + ((SCALE.to - SCALE.from) * score) / 100;
  const width = Math.max(10, at(high) - at(low));
  const x = Math.min(at((low + high) / 2) - width / 2, SCALE.to - width);
  return (
    `<rect x="${SCALE.from}" y="${SCALE.y - 7}" width="${SCALE.to - SCALE.from}" height="14" rx="7" fill="${TRACK}"/>` +
    `<rect x="${Math.max(SCALE.from, x).toFixed(1)}" y="${SCALE.y - 11}" width="${width.toFixed(1)}" height="22" rx="8" fill="${ACCENT}"/>`
  );
}

function text(says: string, x: number, y: number, size: number, fill: string, isBold = false): string {
  return `<text x="${x}" y="${y}" font-size="${size}"${isBold ? ' font-weight="700"' : ""} fill="${fill}">${escapeMarkup(says)}</text>`;
}

function textFromEnd(says: string, x: number, y: number, size: number, fill: string, isBold = false): string {
  return text(says, x, y, size, fill, isBold).replace("<text ", '<text text-anchor="end" ');
}

/** `says` cut to one line of the card at `size`. */
function fitting(says: string, size: number): string {
  const letters = [...says];
  let width = 0;
  const fits = letters.findIndex(letter => {
    width += size * (/[WM@m%w—…]/.test(letter) ? WIDE : /[ijlIft.,:;'|! ]/.test(letter) ? NARROW : MIDDLE);
    return width > LINE;
  });
  return shortText(says, fits < 0 ? letters.length : fits);
}

/** `says` in lines of at most `letters`, at most `most` of them; what does not fit is an ellipsis. */
function wrapped(says: string, letters: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of (coveredText(says) ?? "").split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= letters) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  if (lines.length <= most) return lines.map(each => shortText(each, letters));
  return [...lines.slice(0, most - 1), `${shortText(lines[most - 1]!, letters - 2)} …`];
}
