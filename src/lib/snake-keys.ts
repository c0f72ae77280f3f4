/** `value` as JSON writes it, with every camelCase key of its objects in snake_case ("rowsAdded" becomes "rows_added");
 *  keys that hold anything but letters and digits are names of things and stay. */
export function toSnakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnakeKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snakeKey(key), toSnakeKeys(inner)]));
}

function snakeKey(key: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(key)) return key;
  return key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}
