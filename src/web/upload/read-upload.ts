import { createWriteStream } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { InputProblem } from "../../domain/errors.ts";

/** A form with one file, the file already on disk. */
export interface Upload {
  readonly fields: ReadonlyMap<string, string>;
  /** Where the file lies; null when none was sent. */
  readonly path: string | null;
  /** Folder to be removed when done with. */
  readonly folder: string;
}

const HEAD_BYTES = 16 * 1024;
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
  const boundary = /^multipart\/form-data;.*boundary="?([^";]{1,70})"?/i.exec(contentType)?.[1];
  if (boundary === undefined || body === null)
    throw new InputProblem("This is no form with a file. Choose a file first.");
  const folder = await mkdtemp(join(tmpdir(), "renown-upload-"));
  options.onFolder(folder);
  const reader = new PartReader(body, boundary);
  const fields = new Map<string, string>();
  let path: string | null = null;
  for (let parts = 0; parts < MOST_PARTS; parts++) {
    const head = await reader.nextHead();
    if (head === null) break;
    const name = attributeOf(head, "name") ?? "";
    const file = attributeOf(head, "filename");
    if (file === undefined) fields.set(name, await reader.text(FIELD_BYTES));
    else if (file === "" || path !== null) await reader.skip(options.limitBytes);
    else {
      path = join(folder, safeName(file));
      await writeTo(path, reader.content(options.limitBytes));
    }
  }
  return { fields, path, folder };
}

/** The last part of what a browser calls the file, of harmless letters only. */
function safeName(file: string): string {
  const name = basename(file.replaceAll("\\", "/"))
    .replace(/[^\w.-]+/g, "_")
    .replace(/^\.+/, "");
  return name.slice(-120) || "export";
}

function attributeOf(head: string, name: string): string | undefined {
  return new RegExp(`^content-disposition:.*[; ]${name}="([^"\\r\\n]*)"`, "im").exec(head)?.[1];
}

async function writeTo(path: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const file = createWriteStream(path, { flags: "wx", mode: 0o600 });
  const done = new Promise<void>((resolve, reject) => file.once("close", resolve).once("error", reject));
  done.catch(() => {});
  for await (const chunk of chunks)
    if (!file.write(chunk)) await new Promise<void>(resolve => file.once("drain", resolve));
  file.end();
  await done;
}

/** Takes a multipart body apart, holding no more of it than a chunk and a boundary. */
class PartReader {
  private readonly source: ReadableStreamDefaultReader<Uint8Array>;
  private readonly mark: Buffer;
  // The first boundary has no line break before it.
  private held: Buffer = Buffer.from("\r\n");
  private isInPart = true;

  constructor(body: ReadableStream<Uint8Array>, boundary: string) {
    this.source = body.getReader();
    this.mark = Buffer.from(`\r\n--${boundary}`);
  }

  /** Head of the next part; null after the last. */
  async nextHead(): Promise<string | null> {
    if (this.isInPart) await this.skip(HEAD_BYTES);
    while (this.held.length < 2) await this.more();
    if (this.held.subarray(0, 2).toString() === "--") return null;
    for (;;) {
      const end = this.held.indexOf("\r\n\r\n");
      if (end >= 0) {
        const head = this.held.subarray(0, end).toString("utf8");
        this.held = this.held.subarray(end + 4);
        this.isInPart = true;
        return head;
      }
      if (this.held.length > HEAD_BYTES)
        throw new InputProblem("The form is malformed: the head of a part has no end.");
      await this.more();
    }
  }

  /** Content of the part, as it comes. */
  async *content(limitBytes: number): AsyncGenerator<Buffer> {
    let given = 0;
    const counted = (chunk: Buffer): Buffer => {
      given += chunk.length;
      if (given > limitBytes)
        throw new InputProblem(
          `The file is larger than ${Math.round(limitBytes / 2 ** 20)} MiB, the most that a page takes. ` +
            "Bring it in on the command line: renown import FILE.",
        );
      return chunk;
    };
    for (;;) {
      const end = this.held.indexOf(this.mark);
      if (end >= 0) {
        const last = this.held.subarray(0, end);
        this.held = this.held.subarray(end + this.mark.length);
        this.isInPart = false;
        if (last.length > 0) yield counted(last);
        return;
      }
      const sure = this.held.length - this.mark.length;
      if (sure > 0) {
        const chunk = this.held.subarray(0, sure);
        this.held = this.held.subarray(sure);
        yield counted(chunk);
      }
      await this.more();
    }
  }

  async text(limitBytes: number): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.content(limitBytes)) chunks.push(chunk);
    return Buffer.concat(chunks).toString("utf8");
  }

  async skip(limitBytes: number): Promise<void> {
    for await (const _ of this.content(limitBytes));
  }

  private async more(): Promise<void> {
    const { done, value } = await this.source.read();
    if (done) throw new InputProblem("The upload broke off before its end. Send it again.");
    this.held = this.held.length === 0 ? Buffer.from(value) : Buffer.concat([this.held, value]);
  }
}
