import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import yazl from "yazl";

/** Writes a zip of `files` (text or bytes by entry name) to `path`. `mode` sets the Unix mode of every entry. */
export async function writeZip(
  path: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  options: { readonly mode?: number } = {},
): Promise<void> {
  const zip = new yazl.ZipFile();
  const modified = new Date("2024-01-01T00:00:00Z");
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), name, { mtime: modified, ...options });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** `bytes` with every `before` replaced by `after`, which must be as long: for names a zip writer refuses. */
export function patchBytes(bytes: Buffer, before: string, after: string): Buffer {
  if (Buffer.byteLength(before) !== Buffer.byteLength(after)) throw new Error("lengths differ");
  const patched = Buffer.from(bytes);
  for (let at = patched.indexOf(before); at >= 0; at = patched.indexOf(before, at + 1))
    patched.write(after, at);
  return patched;
}
