import { historyOf } from "../../app/history-of.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork } from "../option-values.ts";
import { renderHistory } from "../render-history.ts";

export interface HistoryFlags {
  readonly network?: string;
  readonly model?: string;
  readonly recompute?: boolean;
}

/** Prints every published score of an account, and beside it what one model gives at the same times. */
export const history: Command<[handle: string, flags: HistoryFlags]> = async (context, handle, flags) => {
  const found = await historyOf(handle, {
    dataDir: context.dataDir,
    progress: context.progress.report,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.model !== undefined && { modelId: flags.model }),
    ...(flags.recompute === true && { recompute: true }),
  });
  const hasSparkline = context.terminal.isInteractive || context.terminal.hasColour;
  print(context, found, value => renderHistory(value, context.style, hasSparkline));
  return EXIT.ok;
};
