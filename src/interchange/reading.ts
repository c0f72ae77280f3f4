/** One column of an input file as SQL sees it inside `Reading.from`. */
export interface Cell {
  /** Expression of the value. */
  readonly sql: string;
  /** `text`: CSV text where empty is null already; `json`: text taken out of a JSON value, its type in `jsonType`;
   *  `typed`: a Parquet value of SQL type `sqlType`. */
  readonly form: "text" | "json" | "typed";
  /** SQL type as DuckDB names it, for `typed`. */
  readonly sqlType?: string;
  /** Expression of the JSON type (`VARCHAR`, `UBIGINT`, `ARRAY` ...), for `json`. */
  readonly jsonType?: string;
}

/** An input file made readable: one row of `from` per record, in file order. */
export interface Reading {
  /** FROM clause without the word. */
  readonly from: string;
  /** Columns the file holds, by name as written. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** Expression that carries the record along, cheap for every row. */
  readonly record: string;
  /** Expression of the text kept of a rejected row, over `record`; may be dear. */
  readonly raw: string;
  /** Condition of a record that is not one (bad JSON), or null when reading finds all of them. */
  readonly isMalformed: string | null;
  /** Condition of a blank line, which is no record, or null. */
  readonly isBlank: string | null;
  /** Expression of the record's line, or null when rows stand one per line from `firstLine` on but for those in
   *  `malformed`. */
  readonly line: string | null;
  readonly firstLine: number;
  /** Table of records that could not be split into columns (line_number, raw), or null. It is filled once `from`
   *  has been read to its end. */
  readonly malformed: string | null;
  /** Settles `malformed` after reading. False when the reading cannot be trusted and must be done another way. */
  readonly settle: () => Promise<boolean>;
  /** Drops what reading left in the engine. */
  readonly release: () => Promise<void>;
}
