import { CliError } from "../../domain/errors.ts";
import { formatHandle, parseHandle } from "../../domain/handle.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { NetworkName } from "../../domain/network.ts";

const BARE_NAME = /^@?(\w{1,50})$/;

/** The account that a `screenName` or one of `users` asks for: a bare name is a handle on X, as in Klout's time, also
 *  when it is all digits; anything else is read as every other handle. Null when it is none. */
export function screenNameQuery(text: string): HandleQuery | null {
  const name = BARE_NAME.exec(text.trim())?.[1];
  return name === undefined ? maybeHandle(text) : { network: "x", kind: "handle", value: name };
}

/** The account that `text` asks for, or null when it is no handle. */
export function maybeHandle(text: string): HandleQuery | null {
  try {
    return parseHandle(text);
  } catch (error) {
    if (error instanceof CliError) return null;
    throw error;
  }
}

/** The screen name of an account: bare on X, elsewhere the text that asks for it. `screenNameQuery` reads both. */
export function screenNameOf(account: {
  readonly network: NetworkName;
  readonly accountId: string;
  readonly handle: string | null;
}): string {
  const { network, handle, accountId } = account;
  if (network === "x" && handle !== null && BARE_NAME.test(handle)) return handle.replace(/^@/, "");
  return formatHandle(network, handle, accountId);
}
