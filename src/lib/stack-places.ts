const PLACES = 8;

/** Where `error` arose, without its message, which may hold what was asked for; null when it does not tell. */
export function stackPlaces(error: unknown): string | null {
  if (!(error instanceof Error) || error.stack === undefined) return null;
  const places = error.stack.split("\n").filter(line => line.startsWith("    at "));
  return places
    .slice(0, PLACES)
    .map(line => line.trim())
    .join(" < ");
}
