import { compareHandles } from "../../app/compare-handles.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork, readTime } from "../option-values.ts";
import { renderComparison } from "../render-comparison.ts";

export interface CompareFlags {
  readonly network?: string;
  readonly asOf?: string;
  readonly model?: string;
}

/** Prints accounts side by side and how sure their order is. */
export const compare: Command<[handles: readonly string[], flags: CompareFlags]> = async (
  context,
  handles,
  flags,
) => {
  const comparison = await compareHandles(handles, {
    dataDir: context.dataDir,
    progress: context.progress.report,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.asOf !== undefined && { asOf: readTime("--as-of", flags.asOf) }),
    ...(flags.model !== undefined && { modelId: flags.model }),
  });
  print(context, comparison, value => renderComparison(value, context.style));
  return comparison.accounts.some(account => account.score === null) ? EXIT.notEnoughData : EXIT.ok;
};
