import { linkAccounts } from "../../app/link-accounts.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork } from "../option-values.ts";
import { plain } from "../style.ts";

export interface LinkFlags {
  readonly network?: string;
  readonly proof: string;
}

/** Records that two accounts belong to one identity. */
export const link: Command<[first: string, second: string, flags: LinkFlags]> = async (
  context,
  first,
  second,
  flags,
) => {
  const summary = await linkAccounts(first, second, {
    dataDir: context.dataDir,
    proof: flags.proof,
    observedAt: new Date(context.terminal.now()).toISOString(),
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
  });
  print(context, summary, ({ linked, identity_id, proof_kind, is_new }) =>
    is_new
      ? `${plain(linked)} now belongs to ${plain(identity_id)} (proof: ${proof_kind}, recorded as given, not fetched). ` +
        "The next `renown run` scores them together.\n"
      : `${plain(linked)} already belongs to ${plain(identity_id)}; nothing was written.\n`,
  );
  return EXIT.ok;
};
