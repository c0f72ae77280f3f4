import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";
import { InputProblem } from "../../domain/errors.ts";

/** An address that a name was found to stand for, checked and to be connected to as it is. */
export interface PinnedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Finds the addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly PinnedAddress[]>;

export interface AddressGuardOptions {
  /** Only for tests and for servers of one's own: this machine's own addresses pass too. */
  readonly allowLoopback?: boolean;
  readonly resolve?: Resolve;
}

/** The address to connect to for `url`, which must be http or https, carry no password and stand for public addresses
 *  only. All addresses of a name are checked, and the first is pinned, so that a name that answers differently the next
 *  time changes nothing.
 *  @throws InputProblem that names the address and says what is allowed. */
export async function guardAddress(url: URL, options: AddressGuardOptions = {}): Promise<PinnedAddress> {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new InputProblem(`${url.protocol}// is not fetched; give an https address.`);
  if (url.username !== "" || url.password !== "")
    throw new InputProblem(`The address of ${url.hostname} holds a user name or password; leave them out.`);
  const literal = literalAddress(url.hostname);
  const found = literal === null ? await (options.resolve ?? resolveName)(url.hostname) : [literal];
  if (found.length === 0) throw new InputProblem(`The host ${url.hostname} has no address.`);
  for (const { address } of found)
    if (!isAllowed(address, options.allowLoopback === true))
      throw new InputProblem(
        `${url.hostname} stands for ${address}, which is not a public address; it is not fetched.`,
      );
  return found[0]!;
}

/** Whether `address` is public unicast, or this machine's own where that is allowed. */
export function isAllowed(address: string, allowLoopback: boolean): boolean {
  // An IPv4 address inside an IPv6 one is judged as what it is.
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  return range === "unicast" || (allowLoopback && range === "loopback");
}

/** The host of a URL as an address; null when it is a name. URL has already turned 2130706433 into 127.0.0.1. */
function literalAddress(hostname: string): PinnedAddress | null {
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (!ipaddr.isValid(bare)) return null;
  return { address: bare, family: ipaddr.parse(bare).kind() === "ipv6" ? 6 : 4 };
}

async function resolveName(hostname: string): Promise<readonly PinnedAddress[]> {
  try {
    const found = await lookup(hostname, { all: true });
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  } catch (error) {
    throw new InputProblem(`The host ${hostname} cannot be found; check the spelling.`, { cause: error });
  }
}
