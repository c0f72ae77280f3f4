import { open } from "node:fs/promises";

const MAGIC = "PAR1";
/** Fields from a file's metadata to the list of encodings of a column: row groups, columns, their metadata. */
const ENCODINGS = "4.1.3.2";
const ROW_COUNT = "3";

/** The number of rows of a Parquet file, after its footer is put in an order that does not depend on who wrote it:
 *  Java lists the encodings of a column in the order of a hash that differs from process to process.
 *  @throws Error when it is no Parquet file. */
export function settleFooter(path: string): Promise<number> {
  return walkFooter(path, true);
}

/** The number of rows of a Parquet file, which stays as it is: Spark keeps a checksum beside each file that it wrote.
 *  @throws Error when it is no Parquet file. */
export function rowCountOf(path: string): Promise<number> {
  return walkFooter(path, false);
}

async function walkFooter(path: string, isSettled: boolean): Promise<number> {
  const file = await open(path, isSettled ? "r+" : "r");
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(8);
    await file.read(tail, 0, 8, Math.max(0, size - 8));
    const length = tail.readUInt32LE(0);
    if (tail.toString("latin1", 4) !== MAGIC || length + 12 > size)
      throw new Error(`${path} is no Parquet file`);
    const footer = Buffer.alloc(length);
    await file.read(footer, 0, length, size - 8 - length);
    const before = Buffer.from(footer);
    const reader = new CompactReader(footer);
    reader.struct("");
    if (isSettled && !footer.equals(before)) await file.write(footer, 0, length, size - 8 - length);
    return reader.rowCount;
  } finally {
    await file.close();
  }
}

/** Walks a struct of Thrift's compact protocol; sorts lists of encodings in place and notes the number of rows.
 *  Source: thrift-compact-protocol.md of Apache Thrift; parquet.thrift of Apache Parquet. */
class CompactReader {
  rowCount = 0;
  private position = 0;

  constructor(private readonly bytes: Buffer) {}

  struct(path: string): void {
    let field = 0;
    for (;;) {
      const header = this.byte();
      if (header === 0) return;
      const delta = header >> 4;
      field = delta === 0 ? Number(this.zigzag()) : field + delta;
      this.value(header & 15, path === "" ? `${field}` : `${path}.${field}`, true);
    }
  }

  private value(type: number, path: string, isField: boolean): void {
    if (type === 1 || type === 2) {
      // A boolean field stands in its header, one of a list in a byte.
      if (!isField) this.position++;
    } else if (type === 3) this.position++;
    else if (type === 4 || type === 5) this.zigzag();
    else if (type === 6) {
      const value = this.zigzag();
      if (path === ROW_COUNT) this.rowCount = Number(value);
    } else if (type === 7) this.position += 8;
    else if (type === 8) this.skip(Number(this.varint()));
    else if (type === 9 || type === 10) this.list(path);
    else if (type === 12) this.struct(path);
    else throw new Error(`a Parquet footer has a value of type ${type}`);
  }

  private list(path: string): void {
    const header = this.byte();
    const size = header >> 4 === 15 ? Number(this.varint()) : header >> 4;
    const start = this.position;
    for (let i = 0; i < size; i++) this.value(header & 15, path, false);
    // Each encoding is a small number in one byte.
    if (path === ENCODINGS && this.position - start === size)
      this.bytes.subarray(start, this.position).sort();
  }

  private skip(length: number): void {
    this.position += length;
  }

  private byte(): number {
    return this.bytes.readUInt8(this.position++);
  }

  private varint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  private zigzag(): bigint {
    const value = this.varint();
    return (value >> 1n) ^ -(value & 1n);
  }
}
