import { ConfigProblem } from "../../domain/errors.ts";
import type { RankedPlace } from "../../snapshot/file/ranking.ts";

/** The text that asks for what comes after `place`. */
export function toCursor({ score, influence, id }: RankedPlace): string {
  return Buffer.from(JSON.stringify([score, influence, id])).toString("base64url");
}

/** The place that `cursor` names. @throws ConfigProblem when it was not made by `toCursor`. */
export function readCursor(cursor: string): RankedPlace {
  try {
    const [score, influence, id] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown[];
    if (typeof score === "number" && typeof influence === "number" && typeof id === "string")
      return { score, influence, id };
  } catch {
    // Said below.
  }
  throw new ConfigProblem("The cursor is not one that a page gave; ask for the first page without one.");
}
