import { type FileHandle, open } from "node:fs/promises";
import { InputProblem } from "../domain/errors.ts";

const BLOCK = 512;
const CHUNK_BYTES = 1 << 20;
/** Beyond this a size is written in binary, as GNU tar does. */
const LARGEST_OCTAL = 8 ** 11 - 1;

/** A file of an archive. */
export interface TarEntry {
  readonly path: string;
  readonly size: number;
}

/** Writes a tar archive (ustar) entry by entry. */
export class TarWriter {
  private constructor(private readonly handle: FileHandle) {}

  /** A writer of a new file at `path`. */
  static async create(path: string): Promise<TarWriter> {
    return new TarWriter(await open(path, "wx"));
  }

  async addText(path: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    await this.handle.write(header({ path, size: bytes.length }));
    await this.handle.write(bytes);
    await this.pad(bytes.length);
  }

  /** Adds the first `size` bytes of the file at `from`, which may be longer only when it `mayGrow`.
   *  @throws InputProblem when it has another size. */
  async addFile(path: string, from: string, size: number, mayGrow: boolean): Promise<void> {
    await this.handle.write(header({ path, size }));
    const source = await open(from, "r");
    try {
      if (!mayGrow && (await source.stat()).size !== size)
        throw new InputProblem(`${from} was replaced while it was copied; try again`);
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(size, 1)));
      for (let left = size; left > 0; ) {
        const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, left), null);
        if (bytesRead === 0) throw new InputProblem(`${from} became shorter while it was copied`);
        await this.handle.write(buffer, 0, bytesRead);
        left -= bytesRead;
      }
    } finally {
      await source.close();
    }
    await this.pad(size);
  }

  /** Ends the archive; its bytes are on disk then. */
  async finish(): Promise<void> {
    await this.handle.write(Buffer.alloc(2 * BLOCK));
    await this.handle.sync();
    await this.handle.close();
  }

  /** Closes the file without ending the archive. */
  abandon(): Promise<void> {
    return this.handle.close();
  }

  private async pad(size: number): Promise<void> {
    const rest = (BLOCK - (size % BLOCK)) % BLOCK;
    if (rest > 0) await this.handle.write(Buffer.alloc(rest));
  }
}

/** The entries of the archive at `path`, in order; `copyTo` writes the entry at hand to a new file.
 *  @throws InputProblem when the archive is damaged or ends early. */
export async function* readTar(
  path: string,
): AsyncGenerator<TarEntry & { readonly copyTo: (to: string) => Promise<void> }> {
  const handle = await open(path, "r");
  try {
    const { size: archiveSize } = await handle.stat();
    for (let offset = 0; ; ) {
      const block = Buffer.alloc(BLOCK);
      const { bytesRead } = await handle.read(block, 0, BLOCK, offset);
      if (bytesRead < BLOCK) throw new InputProblem(`${path} ends early: it was not written to its end`);
      if (block.every(byte => byte === 0)) return;
      const entry = parseHeader(block, path);
      const start = offset + BLOCK;
      if (start + entry.size > archiveSize) throw new InputProblem(`${path} ends early, in ${entry.path}`);
      yield { ...entry, copyTo: to => copyRange(handle, start, entry.size, to) };
      offset = start + Math.ceil(entry.size / BLOCK) * BLOCK;
    }
  } finally {
    await handle.close();
  }
}

async function copyRange(handle: FileHandle, start: number, size: number, to: string): Promise<void> {
  const target = await open(to, "wx");
  try {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(size, 1)));
    for (let done = 0; done < size; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, size - done), start + done);
      await target.write(buffer, 0, bytesRead);
      done += bytesRead;
    }
    await target.sync();
  } finally {
    await target.close();
  }
}

function header({ path, size }: TarEntry): Buffer {
  const block = Buffer.alloc(BLOCK);
  const [prefix, name] = splitPath(path);
  block.write(name, 0, "utf8");
  block.write("0000600\0", 100, "latin1");
  block.write("0000000\0", 108, "latin1");
  block.write("0000000\0", 116, "latin1");
  if (size <= LARGEST_OCTAL) block.write(`${size.toString(8).padStart(11, "0")}\0`, 124, "latin1");
  else {
    block.writeUInt8(0x80, 124);
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write("00000000000\0", 136, "latin1");
  block.write("0", 156, "latin1");
  block.write("ustar\0", 257, "latin1");
  block.write("00", 263, "latin1");
  block.write(prefix, 345, "utf8");
  block.write(`${checksum(block).toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

function parseHeader(block: Buffer, archive: string): TarEntry {
  const text = (from: number, length: number) => {
    const end = block.indexOf(0, from);
    return block.toString("utf8", from, end === -1 ? from + length : Math.min(end, from + length));
  };
  if (Number.parseInt(text(148, 8), 8) !== checksum(block))
    throw new InputProblem(`${archive} is no tar archive, or is damaged`);
  const prefix = text(345, 155);
  const size = block[124] === 0x80 ? Number(block.readBigUInt64BE(128)) : Number.parseInt(text(124, 12), 8);
  return { path: prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`, size };
}

/** Sum of the bytes with the checksum's own place as spaces. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
}

function splitPath(path: string): readonly [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ["", path];
  const slash = path.indexOf("/", path.length - 101);
  const [prefix, name] = [path.slice(0, slash), path.slice(slash + 1)];
  if (slash === -1 || Buffer.byteLength(prefix) > 155 || Buffer.byteLength(name) > 100)
    throw new InputProblem(`${path} is too long a path for an archive`);
  return [prefix, name];
}
