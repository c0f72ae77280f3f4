import type { ModelSet, SqlModel } from "./sql-model.ts";

const HEADINGS = ["column", "type", "meaning", "unit", "range", "null when"];

/** The page docs/sql-models.md: every model and check with what one row is, its columns and what it reads, in
 *  running order. */
export function modelsDocument({ models, checks }: ModelSet): string {
  const sections = models.map(model => {
    const { name, layer, sheet, refs, sources } = model;
    const reads = [...refs, ...sources.map(table => `${table} (lake)`)].join(", ");
    const order = sheet.order_by === undefined ? "" : ` Ordered by ${sheet.order_by.join(", ")}.`;
    return `## ${name}

${sheet.description} Key: ${sheet.key.join(", ")}.${order} A ${sheet.materialised} in ${layer}; reads ${reads}.

${columnTable(model)}
`;
  });
  const checkLines = checks.map(({ name, sheet }) => `- ${name}: ${sheet.description}`);
  return `# SQL models

Written from the sheets beside the models in sql/; \`npx vitest run src/pipeline -u\` writes it again.

${sections.join("\n")}
## Checks at the end of a run

A check that finds rows stops the run. What a row would mean:

${checkLines.join("\n")}
`;
}

function columnTable({ sheet }: SqlModel): string {
  const rows = Object.entries(sheet.columns).map(
    ([name, { type, says, unit = "", range = "", when_null = "" }]) => [
      name,
      type,
      says.replaceAll("*", "\\*"),
      unit,
      range,
      when_null,
    ],
  );
  const widths = HEADINGS.map((heading, i) =>
    Math.max(heading.length, ...rows.map(row => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const rule = widths.map(width => "-".repeat(width));
  return [HEADINGS, rule, ...rows].map(line).join("\n");
}
