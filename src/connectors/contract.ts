import type { RowOf, TableName } from "../domain/interchange/schema.ts";
import type { NetworkName } from "../domain/network.ts";
import type { ExportInput } from "../platform/export-input.ts";

/** A row of any interchange table in its JSON form, with the table it belongs to. */
export type TableRow = { [T in TableName]: { readonly table: T; readonly row: RowOf<T> } }[TableName];

/** Something in an export that could not become rows; counted and reported, never thrown. */
export interface ExportRejection {
  /** Name of the entry inside the export. */
  readonly file: string;
  /** A reason of one word: "bad_time_created_at", "missing_id". */
  readonly reason: string;
  /** The refused piece as JSON text, cut short; empty where it may hold something private. */
  readonly raw: string;
}

export type ExportRecord = TableRow | { readonly rejection: ExportRejection };

/** Reads one kind of personal export into rows of the interchange schema. */
export interface ExportReader {
  /** Name of the format, also the `source` of its observations: "x-archive". */
  readonly format: string;
  readonly network: NetworkName;
  /** What a person sees when they open such an export, for the error that lists what was expected. */
  readonly expects: string;
  /** Whether `input` is such an export; judged by file names where they are enough. */
  recognises(input: ExportInput): Promise<boolean>;
  /** Its rows and rejections, streamed. Only public parts are opened.
   *  @throws InputProblem when the export as a whole cannot be used; rows handed out before are void then. */
  read(input: ExportInput): AsyncIterable<ExportRecord>;
}
