/** `value` when it is a finite number, else null: an unknown value is left out of a picture, never drawn as zero. */
export function finite(value: number | null | undefined): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** A score as it is read: one decimal, or "not enough data". */
export function scoreText(value: number | null): string {
  const known = finite(value);
  return known === null ? "not enough data" : known.toFixed(1);
}

/** Points with their sign: "+3.2", "−0.4", "0.0". */
export function signedText(value: number): string {
  const text = Math.abs(value).toFixed(1);
  if (text === "0.0") return text;
  return value > 0 ? `+${text}` : `−${text}`;
}

/** A range as it is read: "52.1 to 61.0"; "unknown" when an end is. */
export function rangeText(low: number | null, high: number | null): string {
  const [from, to] = [finite(low), finite(high)];
  return from === null || to === null ? "unknown" : `${from.toFixed(1)} to ${to.toFixed(1)}`;
}

/** A share of 0..1 in percent: "12 %", "0.4 %". */
export function shareText(share: number): string {
  const percent = 100 * share;
  return `${percent >= 10 || percent === 0 ? percent.toFixed(0) : percent.toFixed(1)} %`;
}

/** The UTC day of a time: "2026-03-31". An unreadable time is given back as it is. */
export function dayText(time: string): string {
  const at = Date.parse(time);
  return Number.isNaN(at) ? time : new Date(at).toISOString().slice(0, 10);
}
