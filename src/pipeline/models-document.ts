import type { ColumnSheet, ModelSet } from "./sql-model.ts";

/** The page docs/sql-models.md: every model and check with what one row is, its columns and what it reads, in
 *  running order. */
export function modelsDocument({ models, checks }: ModelSet): string {
  const sections = models.map(({ name, layer, sheet, refs, sources }) => {
    const reads = [...refs, ...sources.map(table => `${table} (lake)`)].join(", ");
    const order = sheet.order_by === undefined ? "" : ` Ordered by ${sheet.order_by.join(", ")}.`;
    const rows = Object.entries(sheet.columns).map(([column, says]) => toTableRow(column, says));
    return `## ${name}

${sheet.description} Key: ${sheet.key.join(", ")}.${order} A ${sheet.materialised} in ${layer}; reads ${reads}.

| column | type | meaning | unit | range | null when |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
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

function toTableRow(
  column: string,
  { type, says, unit = "", range = "", when_null = "" }: ColumnSheet,
): string {
  return `| ${column} | ${type} | ${says} | ${unit} | ${range} | ${when_null} |`;
}
