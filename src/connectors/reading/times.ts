/** Start of the UTC day of an ISO time, `days` later. */
export function dayStart(iso: string, days = 0): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString();
}

/** A moment before `iso`: lists show less of people than their own profiles, which are to stand as the newer ones. */
export function justBefore(iso: string): string {
  return new Date(Date.parse(iso) - 1).toISOString();
}

const DAY_MILLISECONDS = 86_400_000;

/** Days from one ISO time to another, with fractions. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS;
}
