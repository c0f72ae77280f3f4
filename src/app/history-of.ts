import { CliError, EXIT } from "../domain/errors.ts";
import { formatHandle, parseHandle } from "../domain/handle.ts";
import type { NetworkName } from "../domain/network.ts";
import type { HistoryPoint } from "../snapshot/contract.ts";
import { findInLake } from "../snapshot/find-in-lake.ts";
import { readHistory } from "../snapshot/read-history.ts";
import { howToGet } from "./how-to-get.ts";
import { withLake } from "./lake-session.ts";

/** Every published score of an account. */
export interface History {
  readonly schema_version: "1.0";
  readonly handle: string;
  readonly network: string;
  readonly account_id: string;
  /** In order of as_of; a null score was "not enough data". */
  readonly points: readonly HistoryPoint[];
}

/** The published history of `handle`, of one model when `modelId` is given.
 *  @throws CliError when the handle is malformed or the lake holds nothing of it. */
export async function historyOf(
  handle: string,
  options: { readonly dataDir: string; readonly network?: NetworkName; readonly modelId?: string },
): Promise<History> {
  const query = parseHandle(handle, options.network);
  return withLake(
    options.dataDir,
    async ({ lake, engine }) => {
      const account = await findInLake(engine, lake, query);
      if (account === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
      const points = await readHistory(engine, lake.historyFiles(), account.network, account.accountId);
      return {
        schema_version: "1.0",
        handle: formatHandle(query.network, account.handle, account.accountId),
        network: account.network,
        account_id: account.accountId,
        points: points.filter(point => options.modelId === undefined || point.model === options.modelId),
      };
    },
    EXIT.unknownHandle,
  );
}
