import { listDisputes } from "../../app/claims/claim-at-terminal.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork } from "../option-values.ts";
import { renderTable } from "../render-table.ts";
import { dateOf, plain } from "../style.ts";

export interface DisputesFlags {
  readonly network?: string;
}

const EFFECTS = { left_out: "left out of the next run", marked: "marked, changes nothing" } as const;

/** Prints what owners of accounts say is wrong, and what comes of it. */
export const disputes: Command<[handle: string | undefined, flags: DisputesFlags]> = async (
  context,
  handle,
  flags,
) => {
  const found = await listDisputes(handle ?? null, {
    dataDir: context.dataDir,
    now: () => new Date(context.terminal.now()),
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
  });
  print(context, { disputes: found }, () =>
    found.length === 0
      ? "Nobody disputes anything.\n"
      : renderTable(
          ["date", "account", "kind", "subject", "effect", "reason"],
          found.map(dispute => [
            dateOf(dispute.disputed_at),
            plain(`${dispute.network}:${dispute.account_id}`),
            dispute.kind,
            plain(dispute.subject),
            EFFECTS[dispute.effect],
            plain(dispute.reason),
          ]),
        ),
  );
  return EXIT.ok;
};
