import { createWriteStream } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import { InputProblem } from "../../domain/errors.ts";

/** A form with one file, the file already on disk. */
export interface Upload {
  readonly fields: ReadonlyMap<string, string>;
  /** Where the file lies; null when none was sent. */
  readonly path: string | null;
  /** Folder to be removed when done with. */
  readonly folder: string;
}

const FIELD_BYTES = 4 * 1024;
const MOST_PARTS = 10;

/** A multipart form read as a stream: its first file is written to a new folder as it comes, so that an export of any
 *  size takes no memory.
 *  @throws InputProblem when it is no such form, or the file is larger than `limitBytes`; the folder is then the
 *  caller's `onFolder` to remove. */
export async function readUpload(
  body: ReadableStream<Uint8Array> | null,
  contentType: string,
  options: { readonly limitBytes: number; readonly onFolder: (folder: string) => void },
): Promise<Upload> {
  if (!/^multipart\/form-data;.*boundary=/i.test(contentType) || body === null)
    throw new InputProblem("This is no form with a file. Choose a file first.");
  const folder = await mkdtemp(join(tmpdir(), "renown-upload-"));
  options.onFolder(folder);
  const fields = new Map<string, string>();
  let path: string | null = null;
  let written: Promise<void> = Promise.resolve();
  const form = new Busboy({
    headers: { "content-type": contentType },
    limits: { fieldSize: FIELD_BYTES, parts: MOST_PARTS, fileSize: options.limitBytes },
  });
  form.on("field", (name, value) => fields.set(name, value));
  form.on("file", (_name, content, filename) => {
    if (filename === undefined || filename === "" || path !== null) {
      content.resume();
      return;
    }
    path = join(folder, safeName(filename));
    content.once("limit", () => form.destroy(tooLarge(options.limitBytes)));
    written = pipeline(content, createWriteStream(path, { flags: "wx", mode: 0o600 }));
    written.catch(() => {});
  });
  try {
    await pipeline(Readable.fromWeb(body as import("node:stream/web").ReadableStream), form);
    await written;
  } catch (error) {
    if (error instanceof InputProblem) throw error;
    throw new InputProblem("The upload broke off before its end. Send it again.", { cause: error });
  }
  return { fields, path, folder };
}

function tooLarge(limitBytes: number): InputProblem {
  return new InputProblem(
    `The file is larger than ${Math.round(limitBytes / 2 ** 20)} MiB, the most that a page takes. ` +
      "Bring it in on the command line: renown import FILE.",
  );
}

/** The last part of what a browser calls the file, of harmless letters only. */
function safeName(file: string): string {
  const name = basename(file.replaceAll("\\", "/"))
    .replace(/[^\w.-]+/g, "_")
    .replace(/^\.+/, "");
  return name.slice(-120) || "export";
}
