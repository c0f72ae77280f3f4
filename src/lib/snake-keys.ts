/** `value` as JSON writes it, with every camelCase key of its objects in snake_case ("rowsAdded" becomes "rows_added");
 *  keys that hold anything but letters and digits are names of things and stay. */
export function toSnakeKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toSnakeKeys);
  const keyed: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) keyed[snakeKey(key)] = toSnakeKeys(inner);
  return keyed;
}

/** Keys seen before: an answer has a few dozen, written again for every account. */
const known = new Map<string, string>();
const MOST_KNOWN = 10_000;

function snakeKey(key: string): string {
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  const isName = /^[a-z][A-Za-z0-9]*$/.test(key);
  const snake = isName ? key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`) : key;
  if (known.size < MOST_KNOWN) known.set(key, snake);
  return snake;
}
