import { markdownTable } from "../lib/markdown-table.ts";

type Values = Readonly<Record<string, unknown>>;

/** An evaluation's result as markdown: its single values as a list, nested objects as sections, lists of objects as tables.
 *  Works for every suite, whatever its keys. */
export function renderEvaluation(result: { readonly suite: string }): string {
  const { suite, ...rest } = result;
  return `# Evaluation: ${suite}\n\n${section(rest, 2)}\n`;
}

function section(values: Values, level: number): string {
  const entries = Object.entries(values);
  const lines = entries
    .filter(([, value]) => !isNested(value))
    .map(([key, value]) => `- ${key}: ${text(value)}`);
  const parts = lines.length > 0 ? [lines.join("\n")] : [];
  for (const [key, value] of entries) {
    if (!isNested(value)) continue;
    const body = Array.isArray(value)
      ? tableOf(value as readonly Values[])
      : section(value as Values, level + 1);
    if (body !== "") parts.push(`${"#".repeat(level)} ${key}\n\n${body}`);
  }
  return parts.join("\n\n");
}

function tableOf(rows: readonly Values[]): string {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return markdownTable(
    columns,
    rows.map(row => columns.map(column => text(row[column]))),
  );
}

function isNested(value: unknown): boolean {
  if (Array.isArray(value)) return typeof value[0] === "object" && value[0] !== null;
  return typeof value === "object" && value !== null;
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toFixed(4);
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(text).join(", ");
  if (typeof value === "object") {
    const parts = Object.entries(value).map(([key, inner]) => `${key}: ${text(inner)}`);
    return parts.length === 0 ? "none" : parts.join(", ");
  }
  return String(value);
}
