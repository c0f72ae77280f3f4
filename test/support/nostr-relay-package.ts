import Module, { createRequire } from "node:module";

type Relay = typeof import("@nostr-relay/core");
type Messages = typeof import("@nostr-relay/validator");
type Common = typeof import("@nostr-relay/common");

const MISSED = "@noble/hashes/sha256";

interface Resolver {
  _resolveFilename(name: string, ...rest: unknown[]): string;
}

/** The real relay of the tests. It asks for "@noble/hashes/sha256" without declaring the package, and finds it only beside
 *  a package that declares version 1, as @noble/curves does: it is told to look there. */
export function loadRelayPackage(): Pick<Relay, "NostrRelay"> &
  Pick<Messages, "Validator"> &
  Pick<Common, "EventRepository"> {
  const own = createRequire(import.meta.url);
  const besideCurves = createRequire(own.resolve("@noble/curves/secp256k1"));
  const found = besideCurves.resolve(MISSED);
  const resolver = Module as unknown as Resolver;
  const resolve = resolver._resolveFilename;
  resolver._resolveFilename = (name, ...rest) =>
    name === MISSED ? found : resolve.call(resolver, name, ...rest);
  try {
    const { NostrRelay } = own("@nostr-relay/core") as Relay;
    const { Validator } = own("@nostr-relay/validator") as Messages;
    const { EventRepository } = own("@nostr-relay/common") as Common;
    return { NostrRelay, Validator, EventRepository };
  } finally {
    resolver._resolveFilename = resolve;
  }
}
