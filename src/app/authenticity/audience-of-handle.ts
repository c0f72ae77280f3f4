import { CliError, EXIT } from "../../domain/errors.ts";
import { formatHandle, parseHandle } from "../../domain/handle.ts";
import type { NetworkName } from "../../domain/network.ts";
import { findInLake } from "../../snapshot/find-in-lake.ts";
import { howToGet } from "../how-to-get.ts";
import { withLake } from "../lake-session.ts";
import { publishedReader, publishedRunAt } from "../locate-account.ts";
import { type AuthenticityAnswer, answerAuthenticity } from "./authenticity-answer.ts";
import { type OwnAuthenticity, ownAuthenticity } from "./own-authenticity.ts";

/** What `renown audience` prints: for whoever runs the lake. */
export interface AudienceOfHandle {
  readonly schema_version: "1.0";
  readonly handle: string;
  readonly network: string;
  readonly account_id: string;
  readonly as_of: string;
  /** Null when the run holds nobody around it. */
  readonly audience: AuthenticityAnswer | null;
  readonly account: Omit<OwnAuthenticity, "suspects">;
  /** Null unless they were asked for by name. */
  readonly suspects: OwnAuthenticity["suspects"] | null;
  readonly notes: readonly string[];
}

const NOTE =
  "An estimate from public numbers, not a verdict on anybody: do not block, rank or name people by it alone.";

/** How the audience of `handle` looks, what is said of the account itself, and on request the suspects by name.
 *  @throws CliError when the lake does not know the handle or no run was published. */
export async function audienceOfHandle(
  handle: string,
  options: {
    readonly dataDir: string;
    readonly network?: NetworkName;
    readonly asOf?: string;
    readonly isNaming: boolean;
  },
): Promise<AudienceOfHandle> {
  const query = parseHandle(handle, options.network);
  return withLake(
    options.dataDir,
    async session => {
      const known = await findInLake(session.engine, session.lake, query);
      if (known === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
      const run = publishedRunAt(session, options.asOf);
      const own = known.isProtected ? null : await ownAuthenticity(session, run, known);
      if (run === null || own === null)
        throw new CliError(
          known.isProtected
            ? "The account is protected: it is never judged."
            : "No published run judged anybody yet. Publish one: renown run.",
          EXIT.notEnoughData,
        );
      const reader = await publishedReader(session, run);
      const byId = { network: known.network, kind: "id", value: known.accountId } as const;
      const held = await reader.findAccount(byId);
      const { suspects, ...account } = own;
      return {
        schema_version: "1.0",
        handle: formatHandle(known.network, known.handle, known.accountId),
        network: known.network,
        account_id: known.accountId,
        as_of: run.asOf,
        audience: held === null ? null : await answerAuthenticity(held, reader),
        account,
        suspects: options.isNaming ? suspects : null,
        notes: [NOTE],
      };
    },
    EXIT.unknownHandle,
  );
}
