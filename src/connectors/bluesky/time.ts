/** UTC ISO time with milliseconds of an RFC 3339 time, or null for anything else. */
export function isoOf(text: string | null | undefined): string | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

/** When something was done: `createdAt` as its author says, but never after `seenAt`, when the network saw it (UTC
 *  ISO), nor before there was anything to see. */
export function actedAt(createdAt: string | null | undefined, seenAt: string): string {
  const said = isoOf(createdAt);
  return said === null || said > seenAt || said < FIRST_SECOND ? seenAt : said;
}

/** The first day of the network: posts dated before it were dated at will. */
const FIRST_SECOND = "2022-11-01T00:00:00.000Z";
