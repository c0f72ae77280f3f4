import { stripVTControlCharacters } from "node:util";

/** Marks of emphasis; each returns its text as it is where there are no colours. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly red: (text: string) => string;
}

/** The style of an output with or without colours. */
export function styleFor(hasColour: boolean): Style {
  const mark = (open: number, close: number) => (text: string) =>
    hasColour ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    bold: mark(1, 22),
    dim: mark(2, 22),
    green: mark(32, 39),
    yellow: mark(33, 39),
    red: mark(31, 39),
  };
}

/** `text` on one line and without control characters: names and posts come from strangers. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;
  return stripVTControlCharacters(text).replace(control, " ").trim();
}

/** `text` with a capital first letter and a full stop. */
export function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return first.endsWith(".") ? first : `${first}.`;
}

/** `text` to stand inside a sentence: without its full stop, its first word small unless it is a name in capitals. */
export function phrase(text: string): string {
  const open = text.replace(/\.$/, "");
  return /^[A-Z][a-z]/.test(open) ? open.charAt(0).toLowerCase() + open.slice(1) : open;
}

/** `value` for a person: whole numbers in groups of three, others with at most `digits` decimals. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: 0 });
}

/** `points` with a sign and one decimal; never "-0.0". */
export function signed(points: number): string {
  const text = Math.abs(points).toFixed(1);
  if (text === "0.0") return "0.0";
  return `${points < 0 ? "-" : "+"}${text}`;
}

/** A share (0..1) in whole percent. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** The UTC date of an ISO time. */
export function dateOf(iso: string): string {
  return iso.slice(0, 10);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The UTC day of an ISO time as people write it.
 *  @example dayOf("2026-10-13T08:00:00.000Z") // "13 Oct 2026" */
export function dayOf(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
}

/** A bar of at most `width` blocks for `size` out of `largest`; at least one block for anything above 0. */
export function bar(size: number, largest: number, width = 16): string {
  if (largest <= 0 || size <= 0) return "";
  return "█".repeat(Math.max(1, Math.round((width * size) / largest)));
}

/** Counts of acts in words, those of zero left out. */
export function actsOf(acts: {
  readonly likes: number;
  readonly reposts: number;
  readonly replies: number;
  readonly quotes: number;
  readonly mentions: number;
}): string {
  const kinds = [
    ["like", "likes", acts.likes],
    ["repost", "reposts", acts.reposts],
    ["reply", "replies", acts.replies],
    ["quote", "quotes", acts.quotes],
    ["mention", "mentions", acts.mentions],
  ] as const;
  const named = kinds.filter(([, , count]) => count > 0);
  return named.map(([one, many, count]) => `${number(count)} ${count === 1 ? one : many}`).join(", ");
}

/** `text` on one line, cut to `width` letters with an ellipsis. */
export function shortened(text: string, width: number): string {
  const letters = [...plain(text)];
  return letters.length <= width ? letters.join("") : `${letters.slice(0, width - 1).join("")}…`;
}
