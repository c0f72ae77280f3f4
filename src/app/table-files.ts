import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { TABLE_NAMES, type TableName } from "../domain/interchange/schema.ts";

/** Writes rows of any interchange table as NDJSON, one file a table, in bounded memory. */
export class TableFiles {
  private readonly streams = new Map<TableName, WriteStream>();

  constructor(private readonly folder: string) {}

  async write(table: TableName, row: object): Promise<void> {
    const stream = this.streams.get(table) ?? this.open(table);
    if (stream.errored !== null) throw stream.errored;
    if (!stream.write(`${JSON.stringify(row)}\n`)) await once(stream, "drain");
  }

  /** The tables written to, in import order. */
  tables(): readonly TableName[] {
    return TABLE_NAMES.filter(table => this.streams.has(table));
  }

  pathOf(table: TableName): string {
    return join(this.folder, `${table}.ndjson`);
  }

  /** Flushes and closes every file. */
  async close(): Promise<void> {
    for (const stream of this.streams.values()) {
      if (stream.errored !== null) throw stream.errored;
      if (stream.closed) continue;
      stream.end();
      await finished(stream);
    }
  }

  private open(table: TableName): WriteStream {
    const stream = createWriteStream(this.pathOf(table));
    // Such as a full disk: thrown by the next write or by close.
    stream.on("error", () => {});
    this.streams.set(table, stream);
    return stream;
  }
}
