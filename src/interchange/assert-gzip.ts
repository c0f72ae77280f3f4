import { createReadStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { InputProblem } from "../domain/errors.ts";

/** Resolves when a gzip file can be unpacked to its end and its checksums hold. The engine's own reader takes a cut
 *  file as whole, and may never return from a damaged one.
 *  @throws InputProblem when the file is cut or damaged. */
export async function assertGzip(path: string): Promise<void> {
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(
      createReadStream(path, { highWaterMark: 1 << 18 }),
      createGunzip({ chunkSize: 1 << 18 }),
      sink,
    );
  } catch (cause) {
    const message = (cause as Error).message;
    throw new InputProblem(`${path} is cut or damaged (${message}); fetch or pack it again.`, { cause });
  }
}
