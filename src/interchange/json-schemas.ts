import { z } from "zod";
import { INTERCHANGE_VERSION, TABLE_NAMES, TABLES, type TableName } from "../domain/interchange/schema.ts";
import { columnsOf } from "../domain/interchange/table.ts";
import { neededColumns } from "./infer-table.ts";

/** JSON Schema (draft 2020-12) of one row of `table` in its JSON form. A column that is absent counts as null;
 *  columns beyond those named are ignored. `version` and `key` are annotations. */
export function jsonSchemaOf(table: TableName): object {
  const { grain, key, row } = TABLES[table];
  const { $schema, properties } = z.toJSONSchema(row, {
    target: "draft-2020-12",
    override: ({ jsonSchema }) => {
      for (const name of ["columnType", "isRequired", "values"]) delete jsonSchema[name];
    },
  });
  return {
    $schema,
    title: table,
    description: grain,
    version: INTERCHANGE_VERSION,
    key: [...key],
    type: "object",
    properties,
    required: columnsOf(TABLES[table])
      .filter(column => column.isRequired && column.name !== "interaction_id")
      .map(column => column.name),
  };
}

/** The schema files by their name in `docs/schema/`. */
export function schemaFiles(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    TABLE_NAMES.map(table => [`${table}.schema.json`, `${JSON.stringify(jsonSchemaOf(table), null, 2)}\n`]),
  );
}

/** The tables of the interchange schema as Markdown, as they stand in `docs/interchange.md`. */
export function tablesMarkdown(): string {
  return TABLE_NAMES.map(tableMarkdown).join("\n\n");
}

function tableMarkdown(table: TableName): string {
  const definition = TABLES[table];
  const rows = columnsOf(definition).map(({ name, columnType, isRequired, description, values }) => {
    const meaning = values === undefined ? description : `${description} One of: ${values.join(", ")}.`;
    return [`\`${name}\``, columnType, isRequired ? "yes" : "", meaning];
  });
  const version = definition.versionColumn;
  const lines = [
    `### ${table}`,
    "",
    definition.grain,
    `Key: ${definition.key.join(", ")}.${version === null ? "" : ` Newest version by ${version}.`} A file must have: ${neededColumns(table).join(", ")}.`,
    "",
    ...aligned(["column", "type", "required", "meaning"], rows),
  ];
  return lines.join("\n");
}

/** Lines of a Markdown table with its columns padded, as the formatter of this repository writes it. */
function aligned(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map(cells => cells[i]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  return [line(head), line(widths.map(width => "-".repeat(width))), ...rows.map(line)];
}
