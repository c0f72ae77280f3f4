import { compareHandles } from "../../app/compare-handles.ts";
import { compareTopic } from "../../app/topics/compare-topic.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork, readTime } from "../option-values.ts";
import { renderComparison } from "../render-comparison.ts";
import { renderTopicComparison } from "../render-topics.ts";

export interface CompareFlags {
  readonly network?: string;
  readonly asOf?: string;
  readonly model?: string;
  readonly topic?: string;
}

/** Prints accounts side by side and how sure their order is. */
export const compare: Command<[handles: readonly string[], flags: CompareFlags]> = async (
  context,
  handles,
  flags,
) => {
  const options = {
    dataDir: context.dataDir,
    progress: context.progress.report,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.asOf !== undefined && { asOf: readTime("--as-of", flags.asOf) }),
  };
  if (flags.topic !== undefined) {
    const compared = await compareTopic(handles, flags.topic, options);
    print(context, compared, value => renderTopicComparison(value, context.style));
    return compared.accounts.some(({ answer }) => answer === null) ? EXIT.notEnoughData : EXIT.ok;
  }
  const comparison = await compareHandles(handles, {
    ...options,
    ...(flags.model !== undefined && { modelId: flags.model }),
  });
  print(context, comparison, value => renderComparison(value, context.style));
  return comparison.accounts.some(account => account.score === null) ? EXIT.notEnoughData : EXIT.ok;
};
