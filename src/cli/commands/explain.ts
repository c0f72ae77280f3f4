import { explainHandle } from "../../app/explain-handle.ts";
import { explainTopic } from "../../app/topics/explain-topic.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { type OnDemandFlags, onDemandOptions } from "../on-demand-options.ts";
import { readCount, readNetwork, readTime } from "../option-values.ts";
import { renderExplanation } from "../render-explanation.ts";
import { renderTopicExplanation } from "../render-topics.ts";

export interface ExplainFlags extends Omit<OnDemandFlags, "watch"> {
  readonly network?: string;
  readonly model?: string;
  readonly limit: string;
  readonly since?: string;
  readonly if?: string;
  readonly topic?: string;
}

/** Prints every contribution to a score, and the people and posts behind them. */
export const explain: Command<[handle: string, flags: ExplainFlags]> = async (context, handle, flags) => {
  if (flags.topic !== undefined) {
    const answer = await explainTopic(handle, flags.topic, {
      dataDir: context.dataDir,
      progress: context.progress.report,
      ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
      ...(flags.asOf !== undefined && { asOf: readTime("--as-of", flags.asOf) }),
    });
    print(context, answer, value => renderTopicExplanation(value, context.style));
    return answer.answer === null ? EXIT.notEnoughData : EXIT.ok;
  }
  const onDemand = onDemandOptions(context, flags);
  const explanation = await explainHandle(handle, {
    dataDir: context.dataDir,
    limit: readCount("--limit", flags.limit),
    progress: context.progress.report,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.asOf !== undefined && { asOf: readTime("--as-of", flags.asOf) }),
    ...(flags.since !== undefined && { since: readTime("--since", flags.since) }),
    ...(flags.if !== undefined && { if: flags.if }),
    ...(flags.model !== undefined && { modelId: flags.model }),
    ...(onDemand !== null && { onDemand }),
  });
  print(context, explanation, value => renderExplanation(value, context.style));
  return explanation.score === null ? EXIT.notEnoughData : EXIT.ok;
};
