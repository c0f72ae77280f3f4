/** The text of a form's field; empty when it is missing or a file. */
export function textOf(form: Readonly<Record<string, unknown>>, name: string): string {
  const value = form[name];
  return typeof value === "string" ? value.trim() : "";
}
