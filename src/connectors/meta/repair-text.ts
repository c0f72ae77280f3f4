const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** `text` as it was written: exports of Facebook and Instagram write each byte of its UTF-8 as a character of its own
 *  ("Ã¸" for "ø"). Text with a character above U+00FF, or whose characters are no UTF-8 as bytes, is correct already
 *  and comes back as it is. */
export function repairText(text: string): string {
  let hasHigh = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0xff) return text;
    if (code > 0x7f) hasHigh = true;
  }
  if (!hasHigh) return text;
  try {
    return UTF8.decode(Buffer.from(text, "latin1"));
  } catch {
    return text;
  }
}

/** `value` with every string in it repaired, names of fields too. */
export function repairTexts(value: unknown): unknown {
  if (typeof value === "string") return repairText(value);
  if (Array.isArray(value)) return value.map(repairTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [repairText(name), repairTexts(inner)]),
  );
}
