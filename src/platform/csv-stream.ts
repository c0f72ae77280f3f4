import { InputProblem } from "../domain/errors.ts";

/** The longest record accepted, in characters. */
const MAX_RECORD_LENGTH = 2 ** 20;

/** The records of a CSV file with a header, as values by column name; quoted fields may hold commas, doubled
 *  quotes and line breaks. A record with another number of fields than the header is null. Memory: one record.
 *  @throws InputProblem naming `fileName` for a record that never ends or an unclosed quote. */
export async function* readCsvRecords(
  bytes: AsyncIterable<Buffer>,
  fileName: string,
): AsyncGenerator<Readonly<Record<string, string>> | null, void, undefined> {
  let header: readonly string[] | null = null;
  for await (const fields of readFields(bytes, fileName)) {
    if (header === null) header = fields;
    else if (fields.length !== header.length) yield null;
    else yield Object.fromEntries(header.map((name, at) => [name, fields[at]!]));
  }
}

async function* readFields(
  bytes: AsyncIterable<Buffer>,
  fileName: string,
): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder("utf-8");
  let fields: string[] = [];
  let field = "";
  let recordLength = 0;
  let recordNumber = 1;
  let isQuoted = false;
  let hasQuoteBefore = false;
  const problem = (what: string) =>
    new InputProblem(`${fileName} ${what} (record ${recordNumber}). Take the file as it came in the export.`);
  const finish = () => {
    const record = [...fields, field];
    fields = [];
    field = "";
    recordLength = 0;
    recordNumber++;
    return record;
  };
  const isBlank = () => fields.length === 0 && field === "";
  for await (const chunk of bytes)
    for (const character of decoder.decode(chunk, { stream: true })) {
      if (++recordLength > MAX_RECORD_LENGTH) throw problem("has a record that does not end");
      if (isQuoted) {
        if (character === '"') {
          isQuoted = false;
          hasQuoteBefore = true;
        } else field += character;
        continue;
      }
      if (character === '"') {
        isQuoted = true;
        if (hasQuoteBefore) field += '"';
      } else if (character === ",") {
        fields.push(field);
        field = "";
      } else if (character === "\n") {
        if (!isBlank()) yield finish();
      } else if (character !== "\r") field += character;
      hasQuoteBefore = false;
    }
  if (isQuoted) throw problem("ends inside a quoted field");
  if (!isBlank()) yield finish();
}
