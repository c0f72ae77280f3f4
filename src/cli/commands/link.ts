import { linkAccounts } from "../../app/link-accounts.ts";
import { openHttpClient } from "../../app/network-settings.ts";
import { REQUESTS_OF_A_PROOF } from "../../app/verify-link.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork } from "../option-values.ts";
import { plain } from "../style.ts";

export interface LinkFlags {
  readonly network?: string;
  readonly proof: string;
  readonly offline?: boolean;
}

/** Records that two accounts belong to one identity. */
export const link: Command<[first: string, second: string, flags: LinkFlags]> = async (
  context,
  first,
  second,
  flags,
) => {
  const http = flags.offline
    ? null
    : openHttpClient({
        signal: new AbortController().signal,
        maxRequests: REQUESTS_OF_A_PROOF,
        env: context.terminal.env,
      });
  const summary = await linkAccounts(first, second, {
    dataDir: context.dataDir,
    proof: flags.proof,
    http,
    observedAt: new Date(context.terminal.now()).toISOString(),
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
  }).finally(() => http?.close());
  print(context, summary, ({ linked, identity_id, proof_kind, is_verified, is_new }) =>
    is_new
      ? `${plain(linked)} now belongs to ${plain(identity_id)} (proof: ${proof_kind}, ` +
        `${is_verified ? "fetched and found to link both ways" : "recorded as given, not fetched"}). ` +
        "The next `renown run` scores them together.\n"
      : `${plain(linked)} already belongs to ${plain(identity_id)}; nothing was written.\n`,
  );
  return EXIT.ok;
};
