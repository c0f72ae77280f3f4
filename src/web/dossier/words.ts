const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** The UTC day of an ISO time as people write it: "13 October 2026". */
export function dayInWords(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}`;
}

/** A count in groups of three: "1,234". */
export function counted(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A share (0..1) in whole percent: "72 %". */
export function percentText(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** A value of a quality in its unit: "70 %", "3.3 hours", "12 minutes". */
export function inUnit(value: number, unit: string): string {
  if (unit === "share") return percentText(value);
  if (unit === "hours")
    return value < 1.5 ? `${Math.max(1, Math.round(60 * value))} minutes` : `${value.toFixed(1)} hours`;
  return counted(value);
}

/** `text` with a capital first letter and a full stop. */
export function asSentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
