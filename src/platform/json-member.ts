import { InputProblem } from "../domain/errors.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const isOpening = (byte: number) => byte === 0x5b || byte === 0x7b;
const isClosing = (byte: number) => byte === 0x5d || byte === 0x7d;
/** A key longer than this is not the one that is looked for. */
const MOST_KEY_BYTES = 256;

/** The bytes of the array that is the member `key` of the one JSON object in `bytes`, for `readJsonArray`. Memory: one
 *  chunk.
 *  @throws InputProblem naming `fileName` when the object has no such array or is not closed. */
export async function* readArrayMember(
  bytes: AsyncIterable<Buffer>,
  key: string,
  fileName: string,
): AsyncGenerator<Buffer, void, undefined> {
  const problem = (what: string) =>
    new InputProblem(`${fileName} ${what}. Take the file as it came in the export; nothing was imported.`);
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  /** The last text at the depth of the object's members. */
  let word: number[] = [];
  let isInside = false;
  let wasFound = false;
  for await (const chunk of bytes) {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
        if (isInString && depth === 1 && word.length < MOST_KEY_BYTES) word.push(byte);
      } else if (byte === QUOTE) {
        isInString = true;
        if (depth === 1) word = [];
      } else if (isOpening(byte)) {
        depth++;
        if (depth === 2 && byte === 0x5b && !wasFound && Buffer.from(word).toString("utf8") === key) {
          isInside = true;
          wasFound = true;
          start = at;
        }
      } else if (isClosing(byte)) {
        depth--;
        if (isInside && depth === 1) {
          yield chunk.subarray(start, at + 1);
          isInside = false;
        }
        if (depth < 0) throw problem("closes a bracket that was not opened");
      }
    }
    if (isInside) yield chunk.subarray(start);
  }
  if (!wasFound) throw problem(`holds no list "${key}"`);
  if (depth !== 0 || isInString) throw problem("ends in the middle");
}
