import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { evaluateSuite, SUITES_WITHOUT_FILES } from "../../app/evaluate/evaluate-suite.ts";
import { CliError, ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readCount, readTime } from "../option-values.ts";
import { renderEvaluation } from "../render-evaluation.ts";

export interface EvaluateFlags {
  readonly splitAt?: string;
  readonly model?: string;
  readonly seed: string;
  readonly out?: string;
  readonly accounts?: string;
  readonly spreadOverWindow?: boolean;
}

/** Runs one suite of the evaluation and prints its figures; `--out` also writes the JSON to a file. */
export const evaluate: Command<[suite: string, flags: EvaluateFlags]> = async (context, suite, flags) => {
  if (!context.isDataDirGiven && !SUITES_WITHOUT_FILES.includes(suite))
    throw new ConfigProblem(
      `Name the folder that holds the suite's file: renown evaluate ${suite} --data DIR.`,
    );
  const result = await evaluateSuite(suite, {
    dataDir: context.dataDir,
    modelId: flags.model ?? null,
    seed: readCount("--seed", flags.seed, 0),
    splitAt: flags.splitAt === undefined ? null : readTime("--split-at", flags.splitAt),
    accounts: flags.accounts === undefined ? null : readCount("--accounts", flags.accounts, 1),
    spreadOverWindow: flags.spreadOverWindow ?? false,
    progress: context.progress.report,
  });
  if (flags.out !== undefined) await writeResult(resolve(flags.out), result);
  print(context, result, renderEvaluation);
  return EXIT.ok;
};

async function writeResult(path: string, result: object): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(result, null, 2)}\n`);
  } catch (cause) {
    throw new CliError(`--out ${path} cannot be written: ${(cause as Error).message}.`, EXIT.failure, {
      cause,
    });
  }
}
