/** What an answer of version 1 may hold. */
export type XmlValue = string | number | null | readonly XmlValue[] | { readonly [name: string]: XmlValue };

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** An XML document with `root` around `value`: names become elements, lists repeat an element called like the list
 *  without its last s, null is an empty element. */
export function toXml(root: string, value: XmlValue): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, value)}\n`;
}

function element(name: string, value: XmlValue): string {
  if (value === null) return `<${name}/>`;
  if (typeof value === "number") return `<${name}>${value}</${name}>`;
  if (typeof value === "string") return `<${name}>${escaped(value)}</${name}>`;
  const parts = Array.isArray(value)
    ? value.map(one => element(name.replace(/s$/, ""), one))
    : Object.entries(value).map(([key, one]) => element(key, one));
  return `<${name}>${parts.join("")}</${name}>`;
}

/** Characters that XML 1.0 has no place for, such as most control characters, are left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, letter => ENTITIES[letter]!);
}
