import { InputProblem } from "../domain/errors.ts";

/** The longest element accepted, in bytes: a thousand times the longest post with its entities. */
const MAX_ELEMENT_BYTES = 16 * 2 ** 20;
/** The longest text before the opening bracket, in bytes. */
const MAX_PREFIX_BYTES = 1024;
/** `window.YTD.tweets.part0 =`, `window.__THAR_CONFIG =`, `var user_details =` or nothing. */
const ASSIGNMENT = /^\uFEFF?\s*(?:(?:var|let|const)\s+)?(?:[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\s*=)?\s*$/;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const isOpening = (byte: number) => byte === OPENING_BRACKET || byte === 0x7b;
const isClosing = (byte: number) => byte === CLOSING_BRACKET || byte === 0x7d;
const isBlank = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

type Place = "before" | "element" | "after";

/** Cuts the one array out of chunks of bytes and hands over each element's text; JSON is never evaluated. */
class ArraySplitter {
  private place: Place = "before";
  private prefix = "";
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private pieces: Buffer[] = [];
  private pieceBytes = 0;
  private offset = 0;
  private elementCount = 0;

  constructor(private readonly fileName: string) {}

  /** The elements that end in `chunk`. */
  *write(chunk: Buffer): Generator<unknown> {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.place === "before") {
        this.readPrefix(byte, at);
        start = at + 1;
      } else if (this.place === "after") {
        if (!isBlank(byte) && byte !== SEMICOLON) throw this.problem("has text after the array", at);
      } else if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) this.isInString = false;
      } else if (byte === QUOTE) this.isInString = true;
      else if (isOpening(byte)) this.depth++;
      else if (this.depth === 0 && (byte === COMMA || byte === CLOSING_BRACKET)) {
        this.keep(chunk.subarray(start, at), at);
        start = at + 1;
        const isLast = byte === CLOSING_BRACKET;
        yield* this.take(isLast, at);
        if (isLast) this.place = "after";
      } else if (isClosing(byte)) {
        if (this.depth === 0) throw this.problem("closes a bracket that was not opened", at);
        this.depth--;
      }
    }
    if (this.place === "element") this.keep(Buffer.from(chunk.subarray(start)), chunk.length);
    this.offset += chunk.length;
  }

  /** Throws unless the array was closed. */
  end(): void {
    if (this.place === "before") throw this.problem("holds no JSON array", 0);
    if (this.place === "element") throw this.problem("ends in the middle of the array", 0);
  }

  private readPrefix(byte: number, at: number): void {
    if (byte !== OPENING_BRACKET) {
      this.prefix += String.fromCharCode(byte);
      if (this.prefix.length > MAX_PREFIX_BYTES) throw this.problem("holds no JSON array", at);
      return;
    }
    const prefix = Buffer.from(this.prefix, "latin1").toString("utf8");
    if (!ASSIGNMENT.test(prefix)) throw this.problem("does not begin with a JSON array", at);
    this.place = "element";
  }

  private keep(piece: Buffer, at: number): void {
    this.pieceBytes += piece.length;
    if (this.pieceBytes > MAX_ELEMENT_BYTES)
      throw this.problem(`has an element of more than ${MAX_ELEMENT_BYTES} bytes`, at);
    if (piece.length > 0) this.pieces.push(piece);
  }

  private *take(isLast: boolean, at: number): Generator<unknown> {
    const text = Buffer.concat(this.pieces).toString("utf8");
    this.pieces = [];
    this.pieceBytes = 0;
    if (isLast && this.elementCount === 0 && text.trim() === "") return;
    this.elementCount++;
    yield this.parse(text, at);
  }

  /** The parser's own error is dropped: it quotes the text. */
  private parse(text: string, at: number): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw this.problem(`has an element ${this.elementCount} that is not JSON`, at);
    }
  }

  private problem(what: string, at: number): InputProblem {
    return new InputProblem(
      `${this.fileName} ${what} (at byte ${this.offset + at}). Take the file as it came in the export; nothing was imported.`,
    );
  }
}

/** The elements of the one JSON array in `bytes`, in order, whatever assignment stands before it
 *  (`window.YTD.tweets.part0 =`). Memory: one element and one chunk.
 *  @throws InputProblem naming `fileName` and the byte where it stops being a JSON array. */
export async function* readJsonArray(
  bytes: AsyncIterable<Buffer>,
  fileName: string,
): AsyncGenerator<unknown, void, undefined> {
  const splitter = new ArraySplitter(fileName);
  for await (const chunk of bytes) yield* splitter.write(chunk);
  splitter.end();
}

/** The longest single JSON value read whole, in bytes. */
const MAX_VALUE_BYTES = 32 * 2 ** 20;

/** The one JSON object or array in `bytes`, whatever assignment stands before it; for small files.
 *  @throws InputProblem naming `fileName` when it is not JSON or longer than 32 MiB. */
export async function readJsonValue(bytes: AsyncIterable<Buffer>, fileName: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MAX_VALUE_BYTES)
      throw new InputProblem(`${fileName} is longer than ${MAX_VALUE_BYTES} bytes.`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  const start = text.search(/[[{]/);
  try {
    if (start < 0 || !ASSIGNMENT.test(text.slice(0, start))) throw new SyntaxError("no JSON value");
    return JSON.parse(text.slice(start).trimEnd().replace(/;$/, ""));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new InputProblem(
      `${fileName} is not JSON after its assignment. Take the file as it came in the export; nothing was imported.`,
    );
  }
}
