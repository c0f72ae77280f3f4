import { briefAnswer } from "../../app/brief-answer.ts";
import { scoreHandles } from "../../app/score-handles.ts";
import { EXIT, type ExitCode } from "../../domain/errors.ts";
import type { Command } from "../command-context.ts";
import { type OnDemandFlags, onDemandOptions } from "../on-demand-options.ts";
import { readNetwork, readTime, readVocabulary } from "../option-values.ts";
import { renderScore } from "../render-score.ts";
import { renderVocabulary } from "../render-vocabulary.ts";

export interface ScoreFlags extends OnDemandFlags {
  readonly network?: string;
  readonly model?: string;
  readonly as?: string;
}

/** Prints the score of each handle; with --json one object a line, errors among them. Answers the highest code. */
export const score: Command<[handles: readonly string[], flags: ScoreFlags]> = async (
  context,
  handles,
  flags,
) => {
  const vocabulary = flags.as === undefined ? null : readVocabulary(flags.as);
  const onDemand = onDemandOptions(context, flags);
  const outcomes = await scoreHandles(handles, {
    dataDir: context.dataDir,
    progress: context.progress.report,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.asOf !== undefined && { asOf: readTime("--as-of", flags.asOf) }),
    ...(flags.model !== undefined && { modelId: flags.model }),
    ...(onDemand !== null && { onDemand }),
  });
  context.progress.clear();
  const { out, err } = context.terminal;
  let isFirst = true;
  for (const outcome of outcomes) {
    if (context.isJson) {
      const { handle } = outcome;
      const line =
        "answer" in outcome
          ? briefAnswer(outcome.answer)
          : { handle, error: outcome.error, exit_code: outcome.exitCode };
      out(`${JSON.stringify(line)}\n`);
    } else if ("answer" in outcome) {
      const { answer } = outcome;
      const card =
        vocabulary === null
          ? renderScore(answer, context.style)
          : renderVocabulary(answer, vocabulary, context.style);
      out(`${isFirst ? "" : "\n"}${card}`);
      isFirst = false;
    } else err(`renown: ${outcome.error}\n`);
  }
  return Math.max(EXIT.ok, ...outcomes.map(outcome => outcome.exitCode)) as ExitCode;
};
