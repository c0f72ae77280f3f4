import { type FileHandle, open } from "node:fs/promises";
import { InputProblem } from "../domain/errors.ts";

const FRAME_MAGIC = 0xfd2fb528;
const DICTIONARY_ID_BYTES = [0, 1, 2, 4];
const RLE_BLOCK = 1;

/** Resolves when the frames of a zstd file end where the file ends. Walks block headers alone, unpacks nothing: the
 *  engine finds damage inside a block itself, but takes a cut file as whole. Source: RFC 8878, section 3.1.
 *  @throws InputProblem when the file is cut. */
export async function assertZstd(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    let at = 0;
    while (at < size) at = await frameEnd(file, at);
    if (at > size) throw new RangeError("unexpected end of file");
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new InputProblem(`${path} is cut or damaged (${cause.message}); fetch or pack it again.`, {
      cause,
    });
  } finally {
    await file.close();
  }
}

/** Place behind the frame that begins at `at`; may lie behind the end of the file. */
async function frameEnd(file: FileHandle, at: number): Promise<number> {
  const head = await bytesAt(file, at, 8, 5);
  const magic = head.readUInt32LE(0);
  const isSkippable = magic >>> 4 === 0x184d2a5;
  if (isSkippable) return at + 8 + head.readUInt32LE(4);
  if (magic !== FRAME_MAGIC) throw new RangeError("no frame where one should begin");
  const descriptor = head.readUInt8(4);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >>> 6;
  const contentSizeBytes = sizeFlag === 0 ? Number(isSingleSegment) : 1 << sizeFlag;
  let next = at + 5 + Number(!isSingleSegment) + DICTIONARY_ID_BYTES[descriptor & 3]! + contentSizeBytes;
  for (let isLast = false; !isLast; ) {
    const block = (await bytesAt(file, next, 3, 3)).readUIntLE(0, 3);
    const type = (block >>> 1) & 3;
    isLast = (block & 1) === 1;
    next += 3 + (type === RLE_BLOCK ? 1 : block >>> 3);
  }
  const checksumBytes = (descriptor & 4) === 0 ? 0 : 4;
  return next + checksumBytes;
}

async function bytesAt(file: FileHandle, at: number, wanted: number, needed: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, at);
  if (bytesRead < needed) throw new RangeError("unexpected end of file");
  return buffer;
}
