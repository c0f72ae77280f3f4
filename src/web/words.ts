const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `value` for a person: groups of three, at most `digits` decimals. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

/** `points` with a sign and one decimal, the minus a real one. */
export function signed(points: number): string {
  const text = Math.abs(points).toFixed(1);
  if (text === "0.0") return "0.0";
  return points < 0 ? `\u2212${text}` : `+${text}`;
}

/** A share (0..1) in whole percent; never "0 %" for something. */
export function percent(share: number): string {
  const whole = Math.round(100 * share);
  if (share > 0 && whole === 0) return "under 1 %";
  return `${whole} %`;
}

/** A percentile (0..100) as a share of people: "all" or "none" of them only where that is so. */
export function percentileText(percentile: number): string {
  if (percentile >= 100) return "all";
  if (percentile <= 0) return "none";
  if (percentile > 99 && percentile < 100) return `${Math.min(99.9, percentile).toFixed(1)} %`;
  if (percentile > 0 && percentile < 1) return "under 1 %";
  return `${Math.round(percentile)} %`;
}

/** The UTC day of an ISO time as people write it: 13 Oct 2026. */
export function dayOf(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
}

/** `text` with a capital first letter and a full stop. */
export function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** `text` to stand inside a sentence: no full stop, first word small unless it is a name in capitals. */
export function phrase(text: string): string {
  const open = text.replace(/\.$/, "");
  return /^[A-Z][a-z]/.test(open) ? open.charAt(0).toLowerCase() + open.slice(1) : open;
}

/** `text` without the control and direction marks that strangers may write into names and posts. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, " ").trim();
}

/** `count` with its word: "1 person", "3 people". */
export function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Items as a sentence lists them: "a, b and c". */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** A score and its range with as many digits as the range carries: one decimal only where it is under a point wide
 *  on each side. */
export function scoreText(
  score: number,
  range: { readonly low: number; readonly high: number },
): { readonly score: string; readonly low: string; readonly high: string; readonly give: string } {
  const half = (range.high - range.low) / 2;
  const digits = half < 1 ? 1 : 0;
  const give = half.toFixed(digits);
  return {
    score: score.toFixed(digits),
    low: range.low.toFixed(digits),
    high: range.high.toFixed(digits),
    give: give === "0.0" ? "0.1" : give,
  };
}

/** A value of a quality or feature in its unit. */
export function inUnit(value: number, unit: string): string {
  if (unit === "share") return percent(value);
  if (unit === "hours") {
    if (value < 1.5) return `${Math.max(1, Math.round(60 * value))} min`;
    return `${number(value, 1)} h`;
  }
  return number(value, Math.abs(value) < 10 ? 2 : 0);
}

/** Counts of acts in words, those of zero left out. */
export function actsOf(acts: {
  readonly likes: number;
  readonly reposts: number;
  readonly replies: number;
  readonly quotes: number;
  readonly mentions?: number;
}): string {
  const kinds = [
    ["like", "likes", acts.likes],
    ["repost", "reposts", acts.reposts],
    ["reply", "replies", acts.replies],
    ["quote", "quotes", acts.quotes],
    ["mention", "mentions", acts.mentions ?? 0],
  ] as const;
  return kinds
    .filter(([, , count]) => count > 0)
    .map(([one, many, count]) => counted(count, one, many))
    .join(", ");
}
