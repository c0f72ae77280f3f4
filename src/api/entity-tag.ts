import { createHash } from "node:crypto";
import { packageVersion } from "../platform/package-version.ts";

const TAG_BYTES = 16;
const PROGRAM = packageVersion();

/** The weak entity tag of what a view of `version` answers at `address` (path and query) in `format`. A newer program
 *  may answer otherwise, so its version counts too. */
export function entityTag(version: string, address: string, format: string): string {
  const text = JSON.stringify([PROGRAM, version, address, format]);
  return `W/"${createHash("sha256").update(text).digest().subarray(0, TAG_BYTES).toString("base64url")}"`;
}

/** Whether an If-None-Match header names `tag`, weak and strong alike. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const strip = (text: string) => text.trim().replace(/^W\//, "");
  return header.split(",").some(one => one.trim() === "*" || strip(one) === strip(tag));
}
