import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { InputProblem } from "../domain/errors.ts";

/** SHA-256 in lower-case hex over the bytes of a file and the options that change what is read from it. Options are
 *  taken in the order of their names, and those that are undefined are left out, so the same reading has one hash.
 *  @throws InputProblem when the file cannot be read. */
export async function contentHash(
  path: string,
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
      hash.update(chunk as Buffer);
  } catch (cause) {
    throw new InputProblem(`${path} cannot be read: ${(cause as NodeJS.ErrnoException).code}.`, { cause });
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const canonical = JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)));
  // The digest of the bytes first: no file can be written whose tail reads as another's options.
  return createHash("sha256").update(hash.digest()).update(canonical).digest("hex");
}
