import { createHash } from "node:crypto";
import { packageVersion } from "../platform/package-version.ts";

const TAG_BYTES = 16;
const PROGRAM = packageVersion();

/** What goes into every tag of the view that was asked last. */
let lastOf = { version: "", hash: "" };

/** The weak entity tag of what a view of `version` answers at `address` (path and query) in `format`. A newer program
 *  may answer otherwise, so its version counts too. */
export function entityTag(version: string, address: string, format: string): string {
  if (lastOf.version !== version) {
    const digest = createHash("sha256")
      .update(JSON.stringify([PROGRAM, version]))
      .digest();
    lastOf = { version, hash: digest.subarray(0, TAG_BYTES).toString("base64url") };
  }
  return `W/"${lastOf.hash}.${shortHash(address)}.${format}"`;
}

/** 53 bits of `text`: tags are compared within one address, so that they only have to differ in practice.
 *  Source: cyrb53, public domain. */
function shortHash(text: string): string {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (2 ** 32 * (two & 0x1fffff) + (one >>> 0)).toString(36);
}

/** Whether an If-None-Match header names `tag`, weak and strong alike. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const strip = (text: string) => text.trim().replace(/^W\//, "");
  return header.split(",").some(one => one.trim() === "*" || strip(one) === strip(tag));
}
