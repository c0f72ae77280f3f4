const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** UTC ISO time of X's "Sat Feb 18 12:33:11 +0000 2023", or null for anything else: another shape, a date that
 *  does not exist, a weekday that does not fit. */
export function isoOfXTime(text: string): string | null {
  const [, month, day, clock, year] =
    /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{2}:\d{2}:\d{2}) \+0000 (\d{4})$/.exec(text) ?? [];
  const monthNumber = MONTHS.indexOf(month ?? "") + 1;
  const iso = isoOf(`${year}-${String(monthNumber).padStart(2, "0")}-${day}T${clock}Z`);
  return iso !== null && text.startsWith(DAYS[new Date(iso).getUTCDay()]!) ? iso : null;
}

/** UTC ISO time of the old archive's "2014-05-01 12:33:11 +0000", or null for anything else. */
export function isoOfOldTime(text: string): string | null {
  const [, day, clock] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) \+0000$/.exec(text) ?? [];
  return isoOf(`${day}T${clock}Z`);
}

/** UTC ISO time of "2023-02-18T12:33:11.000Z", or null for anything else. */
export function isoOfIsoTime(text: string | null | undefined): string | null {
  return isoOf(text ?? "");
}

function isoOf(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(text)) return null;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return null;
  const iso = date.toISOString();
  return iso.slice(0, 19) === text.slice(0, 19) ? iso : null;
}
