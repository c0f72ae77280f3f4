import { shortText } from "../charts/short-text.ts";
import { escapeMarkup } from "../charts/svg.ts";
import { dayOf } from "../words.ts";
import { scoreWithGive } from "./score-words.ts";

/** What a badge says. */
export interface BadgeValues {
  readonly handle: string;
  /** Null: not enough data; then the badge says so. */
  readonly score: number | null;
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null;
  /** 0..1 */
  readonly coverage: number;
  readonly as_of: string;
  readonly model: string;
  readonly intended_use: string;
}

/** Width in pixels of a letter at 11 px, on average of the fonts that a reader may have, by what it is. */
const [NARROW, DIGIT, LETTER] = [4, 7, 6.4];
const HEIGHT = 20;
const LABEL = "Renown";
/** Both carry white text at more than 5.9 to 1, on light and dark pages alike. */
const [LABEL_FILL, VALUE_FILL, MUTED_FILL] = ["#1b2430", "#0b62b8", "#566070"];

/** A small picture with the score and its range, "Renown 41 ± 4", or that there is not enough data. Its title carries
 *  range, coverage, model, time and intended use. */
export function badgeSvg(values: BadgeValues): string {
  const { score, interval } = values;
  const isScored = score !== null && interval !== null;
  const value = isScored ? scoreWithGive(score, interval) : "not enough data";
  return drawn(value, isScored ? VALUE_FILL : MUTED_FILL, titleOf(values));
}

/** The badge of a handle that nobody is served under. */
export function unknownBadgeSvg(): string {
  return drawn("unknown", MUTED_FILL, "Renown knows nobody by this handle");
}

function titleOf({ handle, score, interval, coverage, as_of, model, intended_use }: BadgeValues): string {
  const name = shortText(handle, 60);
  const when = `as of ${dayOf(as_of)}, model ${model}. ${intended_use}`;
  if (score === null || interval === null) return `Renown of ${name}: not enough data, ${when}`;
  const { low, high, level } = interval;
  const range = `${low.toFixed(1)} to ${high.toFixed(1)} with ${Math.round(100 * level)} % certainty`;
  return `Renown of ${name}: ${range}, coverage ${Math.round(100 * coverage)} %, ${when}`;
}

function drawn(value: string, fill: string, title: string): string {
  const left = Math.round(widthOf(LABEL)) + 14;
  const right = Math.round(widthOf(value)) + 14;
  const width = left + right;
  const text = (says: string, from: number, to: number) =>
    `<text x="${(from + to) / 2}" y="14" textLength="${to - from - 14}" lengthAdjust="spacingAndGlyphs">${escapeMarkup(says)}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img">` +
    `<title>${escapeMarkup(title)}</title>` +
    `<path d="M4 0H${left}V20H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" fill="${LABEL_FILL}"/>` +
    `<path d="M${left} 0H${width - 4}a4 4 0 0 1 4 4V16a4 4 0 0 1-4 4H${left}z" fill="${fill}"/>` +
    `<rect x=".5" y=".5" width="${width - 1}" height="${HEIGHT - 1}" rx="3.5" fill="none" stroke="#fff" stroke-opacity=".22"/>` +
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">` +
    `${text(LABEL, 0, left)}${text(value, left, width)}</g></svg>\n`
  );
}

function widthOf(text: string): number {
  return [...text].reduce(
    (sum, letter) => sum + (/[ .il]/.test(letter) ? NARROW : /[\d±]/.test(letter) ? DIGIT : LETTER),
    0,
  );
}
