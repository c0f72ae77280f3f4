import { historyOf } from "../../app/history-of.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork } from "../option-values.ts";
import { renderHistory } from "../render-history.ts";

export interface HistoryFlags {
  readonly network?: string;
  readonly model?: string;
}

/** Prints every published score of an account. */
export const history: Command<[handle: string, flags: HistoryFlags]> = async (context, handle, flags) => {
  const found = await historyOf(handle, {
    dataDir: context.dataDir,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.model !== undefined && { modelId: flags.model }),
  });
  print(context, found, value => renderHistory(value, context.style));
  return EXIT.ok;
};
