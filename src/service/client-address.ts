import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import type { PartOptions } from "./part-options.ts";

/** Header in which a reading process says whose request it passes on. It takes this header from nobody. */
export const PASSED_ON_FOR = "x-renown-passed-on-for";

/** The address that a request comes from: of the socket, of the socket of the reading process that passed it on, or
 *  with `trustsProxy` the last one that the proxy wrote into X-Forwarded-For. Empty when it is not known. */
export function clientAddress(
  context: Context,
  { trustsProxy, isBehindReaders = false }: Pick<PartOptions, "trustsProxy" | "isBehindReaders">,
): string {
  const forwarded = trustsProxy
    ? context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim()
    : undefined;
  if (forwarded !== undefined && ipaddr.isValid(forwarded)) return forwarded;
  if (isBehindReaders) return context.req.header(PASSED_ON_FOR) ?? "";
  try {
    return getConnInfo(context).remote.address ?? "";
  } catch {
    return "";
  }
}

/** Scheme and name under which the service is reached, such as https://renown.example; with `trustsProxy` as the proxy
 *  says it. */
export function publicOrigin(context: Context, trustsProxy: boolean): string {
  const url = new URL(context.req.url);
  if (!trustsProxy) return url.origin;
  const scheme = context.req.header("x-forwarded-proto") === "https" ? "https:" : url.protocol;
  const host = context.req.header("x-forwarded-host") ?? url.host;
  return /^[\w.:[\]-]+$/.test(host) ? `${scheme}//${host}` : url.origin;
}
