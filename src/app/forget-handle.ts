import { accountKeyText } from "../domain/account-key.ts";
import { CliError, EXIT } from "../domain/errors.ts";
import { parseHandle } from "../domain/handle.ts";
import type { HandleQuery } from "../domain/handle-query.ts";
import type { NetworkName } from "../domain/network.ts";
import type { ForgetResult } from "../lake/contract.ts";
import { forget, NOTHING_ERASED } from "../lake/forget.ts";
import { findInLake } from "../snapshot/find-in-lake.ts";
import { undisputedSource } from "./claims/undisputed-source.ts";
import { howToGet } from "./how-to-get.ts";
import { withLake } from "./lake-session.ts";
import { linkedAccounts } from "./on-demand/linked-rows.ts";

/** What was erased. */
export interface ForgetSummary {
  readonly network: string;
  /** Null when the handle was forgotten before and its id is not known any more. */
  readonly account_id: string | null;
  readonly erased: ForgetResult;
  /** Accounts linked with it that were erased as well, "mastodon:https://...". */
  readonly linked: readonly string[];
}

/** Erases an account everywhere in the lake and leaves a tombstone, so that no later import brings it back.
 *  An id that the lake has never seen is accepted too: the tombstone keeps it out.
 *  @throws CliError (unknown handle) when a handle belongs to nobody in the lake. */
export async function forgetHandle(
  handle: string,
  options: { readonly dataDir: string; readonly network?: NetworkName; readonly isWithLinked?: boolean },
): Promise<ForgetSummary> {
  return forgetAccount(parseHandle(handle, options.network), options.dataDir, options.isWithLinked);
}

/** As `forgetHandle`, for an account asked for by handle or id; `isWithLinked` erases those linked with it as well.
 *  @throws CliError (unknown handle) when a handle belongs to nobody in the lake. */
export async function forgetAccount(
  query: HandleQuery,
  dataDir: string,
  isWithLinked = false,
): Promise<ForgetSummary> {
  return withLake(
    dataDir,
    async ({ lake, engine }) => {
      // An erasure that was cut off has buried the account already: it would not be found again.
      await lake.compact(engine);
      const account = await findInLake(engine, lake, query);
      if (account === null && lake.isForgotten(query.network, query.value))
        return { network: query.network, account_id: null, erased: NOTHING_ERASED, linked: [] };
      if (account === null && query.kind === "handle")
        throw new CliError(
          `${howToGet(query)} To keep an account out for good before it is seen, give its id: ${query.network}:ID.`,
          EXIT.unknownHandle,
        );
      const accountId = account?.accountId ?? query.value;
      const own = { network: query.network, accountId };
      // Links go with the account that they name, so they are followed before anything is erased.
      const source = undisputedSource(lake, table => lake.source(table));
      const linked = isWithLinked ? (await linkedAccounts(engine, source, own)).accounts : [];
      let erased = NOTHING_ERASED;
      for (const one of [...linked, own]) erased = sumOf(erased, await forget(lake, engine, one));
      const names = linked.map(accountKeyText);
      return { network: query.network, account_id: accountId, erased, linked: names };
    },
    EXIT.unknownHandle,
  );
}

function sumOf(a: ForgetResult, b: ForgetResult): ForgetResult {
  return {
    rowsDeleted: a.rowsDeleted + b.rowsDeleted,
    rowsRedacted: a.rowsRedacted + b.rowsRedacted,
    partitionsRewritten: a.partitionsRewritten + b.partitionsRewritten,
    rejectLinesDeleted: a.rejectLinesDeleted + b.rejectLinesDeleted,
    runFilesRewritten: a.runFilesRewritten + b.runFilesRewritten,
    filesAwaitingReaders: a.filesAwaitingReaders + b.filesAwaitingReaders,
  };
}
