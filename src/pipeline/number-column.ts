/** A column of whole numbers below 2^32 that grows: typed memory, doubled when full. */
export class NumberColumn {
  private buffer = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.buffer.length) {
      const larger = new Uint32Array(2 * this.buffer.length);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.length++] = value;
  }

  /** The numbers pushed so far, in order. */
  values(): Uint32Array {
    return this.buffer.subarray(0, this.length);
  }
}
