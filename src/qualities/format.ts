/** `value` as read by people: shares in whole percent, hours as the unit that fits, counts with commas.
 *  @example formatQuality(0.25, "hours") // "15 minutes" */
export function formatQuality(value: number, unit: string): string {
  if (unit === "share") return `${Math.round(100 * value)} %`;
  if (unit === "hours") return formatHours(value);
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
}

function formatHours(hours: number): string {
  const minutes = Math.round(hours * 60);
  if (minutes < 1) return "a minute";
  if (minutes < 90) return counted(minutes, "minute");
  if (hours < 48) return counted(Math.round(hours * 10) / 10, "hour");
  return counted(Math.round(hours / 2.4) / 10, "day");
}

function counted(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
