/** Cells of numbers as bytes: a small whole number is one byte, null one byte, others three, five or nine. */
const NULL = 251;
const TWO_BYTES = 252;
const FOUR_BYTES = 253;
const DOUBLE = 254;
const LONGEST_CELL = 9;

/** Packs rows of numbers; NaN stands for null. Reuses its buffer: a packed row is a copy of its own. */
export class CellPacker {
  private buffer = Buffer.allocUnsafe(4096);
  private length = 0;

  add(value: number): void {
    if (this.length + LONGEST_CELL > this.buffer.length)
      this.buffer = Buffer.concat([this.buffer, Buffer.allocUnsafe(this.buffer.length)]);
    if (Number.isNaN(value)) this.length = this.buffer.writeUInt8(NULL, this.length);
    else if (!Number.isInteger(value) || value < 0 || value > 0xffffffff || Object.is(value, -0)) {
      this.length = this.buffer.writeUInt8(DOUBLE, this.length);
      this.length = this.buffer.writeDoubleLE(value, this.length);
    } else if (value < NULL) this.length = this.buffer.writeUInt8(value, this.length);
    else if (value <= 0xffff) {
      this.length = this.buffer.writeUInt8(TWO_BYTES, this.length);
      this.length = this.buffer.writeUInt16LE(value, this.length);
    } else {
      this.length = this.buffer.writeUInt8(FOUR_BYTES, this.length);
      this.length = this.buffer.writeUInt32LE(value, this.length);
    }
  }

  /** The cells since the last `take`. */
  take(): Buffer {
    const taken = Buffer.from(this.buffer.subarray(0, this.length));
    this.length = 0;
    return taken;
  }
}

/** The cells that `bytes` hold, in order. */
export function unpackCells(bytes: Uint8Array): readonly (number | null)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cells: (number | null)[] = [];
  for (let i = 0; i < bytes.length; ) {
    const tag = bytes[i]!;
    i += 1;
    if (tag < NULL) cells.push(tag);
    else if (tag === NULL) cells.push(null);
    else if (tag === TWO_BYTES) {
      cells.push(view.getUint16(i, true));
      i += 2;
    } else if (tag === FOUR_BYTES) {
      cells.push(view.getUint32(i, true));
      i += 4;
    } else {
      cells.push(view.getFloat64(i, true));
      i += 8;
    }
  }
  return cells;
}
