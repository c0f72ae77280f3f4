import { z } from "zod";

/** How a column is stored: `text` (string), `choice` (string out of `values`), `time` (UTC timestamp with
 *  microseconds), `count` (integer >= 0, at most 10^12), `flag` (boolean), `text_list` (list of strings). */
export type ColumnType = "text" | "choice" | "time" | "count" | "flag" | "text_list";

/** What the zod type of a column carries beside validation: enough to cast it in SQL and to document it. */
export interface ColumnMeta {
  readonly columnType: ColumnType;
  readonly isRequired: boolean;
  readonly description: string;
  readonly values?: readonly string[];
}

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;
/** The longest text accepted in a column, in characters: longer than any network's longest post. */
export const MAX_TEXT_LENGTH = 200_000;

/** The largest count accepted: above the views of any post and the people on Earth a hundred times over, and small
 *  enough that millions of such counts add up within 64 bits. */
export const MAX_COUNT = 1_000_000_000_000;

function column<T extends z.ZodType>(type: T, meta: ColumnMeta) {
  return (meta.isRequired ? type : type.nullable()).meta({ ...meta });
}

type Options = { readonly isRequired?: boolean };

export const text = (description: string, { isRequired = false }: Options = {}) =>
  column(isRequired ? z.string().min(1).max(MAX_TEXT_LENGTH) : z.string().max(MAX_TEXT_LENGTH), {
    columnType: "text",
    isRequired,
    description,
  });

export const choice = <const V extends readonly [string, ...string[]]>(
  values: V,
  description: string,
  { isRequired = false }: Options = {},
) => column(z.enum(values), { columnType: "choice", isRequired, description, values });

/** RFC 3339 text with a zone in JSON and CSV; a UTC timestamp in Parquet. */
export const time = (description: string, { isRequired = false }: Options = {}) =>
  column(
    z
      .string()
      .regex(RFC_3339, "must be an RFC 3339 time with a zone")
      .refine(isRealTime, "must be a real time"),
    { columnType: "time", isRequired, description },
  );

export const count = (description: string, { isRequired = false }: Options = {}) =>
  column(z.int().min(0).max(MAX_COUNT), { columnType: "count", isRequired, description });

export const flag = (description: string, { isRequired = false }: Options = {}) =>
  column(z.boolean(), { columnType: "flag", isRequired, description });

export const textList = (description: string) =>
  column(z.array(z.string().max(MAX_TEXT_LENGTH)), {
    columnType: "text_list",
    isRequired: false,
    description,
  });

/** Whether the RFC 3339 text is a time of the calendar; Date.parse alone takes February 30 for March 2. */
export function isRealTime(text: string): boolean {
  if (Number.isNaN(Date.parse(text))) return false;
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
