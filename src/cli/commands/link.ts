import { linkAccounts, tokenToLink } from "../../app/link-accounts.ts";
import { openHttpClient } from "../../app/network-settings.ts";
import { REQUESTS_OF_A_PROOF } from "../../app/verify-link.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork } from "../option-values.ts";
import { plain } from "../style.ts";

export interface LinkFlags {
  readonly network?: string;
  readonly proof?: string;
  readonly token?: boolean;
  readonly offline?: boolean;
}

/** Records that two accounts belong to one identity, or makes the token that proves it. */
export const link: Command<[first: string, second: string, flags: LinkFlags]> = async (
  context,
  first,
  second,
  flags,
) => {
  const now = new Date(context.terminal.now());
  const options = {
    dataDir: context.dataDir,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
  };
  if (flags.token) {
    if (flags.proof !== undefined) throw new ConfigProblem("Give either --token or --proof, not both.");
    const toProve = await tokenToLink(first, second, { ...options, now });
    print(context, toProve, ({ token, ends_at, how }) =>
      [
        `${token}   (until ${ends_at.slice(0, 10)})`,
        ...how.map((step, i) => `${i + 1}. ${plain(step)}`),
        "",
      ].join("\n"),
    );
    return EXIT.ok;
  }
  const http = flags.offline
    ? null
    : openHttpClient({
        signal: new AbortController().signal,
        maxRequests: REQUESTS_OF_A_PROOF,
        env: context.terminal.env,
      });
  const summary = await linkAccounts(first, second, {
    ...options,
    proof: flags.proof ?? null,
    http,
    observedAt: now.toISOString(),
  }).finally(() => http?.close());
  print(context, summary, ({ linked, identity_id, proof_kind, is_verified, is_new }) =>
    is_new
      ? `${plain(linked)} now belongs to ${plain(identity_id)} (proof: ${proof_kind}, ` +
        `${is_verified ? (SEEN[proof_kind] ?? "seen") : "recorded as given, not looked at"}). ` +
        "A score read on demand takes them together from now on, a published one after the next `renown run`.\n"
      : `${plain(linked)} already belongs to ${plain(identity_id)}; nothing was written.\n`,
  );
  return EXIT.ok;
};

const SEEN: Readonly<Record<string, string>> = {
  rel_me: "fetched and found to link both ways",
  domain: "fetched and found to link both ways",
  bio_token: "the token stands where it must",
  export: "both own exports were imported",
};
