/** The parts of a JSON Schema that the reference page reads. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

/** `text` with the characters that mean something in HTML escaped. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** `text` as HTML, what stands between backquotes as code. */
export function prose(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}

/** The type that `schema` says, as HTML: a link where it is a named shape. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return shapeLink(schema.$ref);
  if (schema.enum !== undefined)
    return schema.enum.map(value => `<code>${escaped(String(value))}</code>`).join(" or ");
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices !== undefined) return [...new Set(choices.map(typeOf))].join(" or ");
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const words = types.map(type => (type === "array" ? listOf(schema) : type));
  const range =
    schema.minimum !== undefined && schema.maximum !== undefined
      ? `, ${schema.minimum} to ${schema.maximum}`
      : "";
  const usual = schema.default === undefined ? "" : `, usually ${escaped(String(schema.default))}`;
  return `${words.join(" or ")}${range}${usual}`;
}

/** The fields of `schema` and of the objects within it, as an HTML table. */
export function fieldsTable(schema: Schema): string {
  const rows = fieldsOf(schema, "").map(
    ({ path, field }) =>
      `<tr><td><code>${escaped(path)}</code></td><td>${typeOf(field)}</td><td>${prose(field.description ?? "")}</td></tr>`,
  );
  const said = schema.description === undefined ? "" : `<p>${prose(schema.description)}</p>\n`;
  return `${said}<div class="wide"><table>
<thead><tr><th scope="col">field</th><th scope="col">type</th><th scope="col">meaning</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

function fieldsOf(
  schema: Schema,
  prefix: string,
): readonly { readonly path: string; readonly field: Schema }[] {
  return Object.entries(propertiesOf(schema)).flatMap(([name, field]) => {
    const isList = field.items !== undefined;
    const path = `${prefix}${name}${isList ? "[]" : ""}`;
    return [{ path, field }, ...fieldsOf(isList ? field.items! : field, `${path}.`)];
  });
}

function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  const parts = [schema, ...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return Object.assign({}, ...parts.map(part => part.properties ?? {}));
}

function listOf(schema: Schema): string {
  return schema.items === undefined ? "list" : `list of ${typeOf(schema.items) || "values"}`;
}

function shapeLink(ref: string): string {
  const name = ref.split("/").at(-1)!;
  return `<a href="#shape-${escaped(name)}">${escaped(name)}</a>`;
}
