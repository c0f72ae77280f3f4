import { ConfigProblem } from "../../domain/errors.ts";
import type { Progress } from "../../domain/progress.ts";
import { DEFAULT_MODEL_ID, loadModel } from "../load-model.ts";
import { evaluateAttacks } from "./attacks/evaluate-attacks.ts";
import { evaluateAuthenticity } from "./authenticity.ts";
import { evaluateCoverage } from "./coverage.ts";
import { evaluateForecast } from "./forecast.ts";
import { evaluateKlout } from "./klout.ts";
import { evaluatePairs } from "./pairs.ts";
import { evaluateStability } from "./stability.ts";
import type { Suite, SuiteResult } from "./suite.ts";
import { evaluateTopicExperts } from "./topic-experts.ts";
import { evaluateTopics } from "./topics.ts";

/** Every suite of the evaluation by its name on the command line. */
export const SUITES: Readonly<Record<string, Suite>> = {
  pairs: evaluatePairs,
  forecast: evaluateForecast,
  klout: evaluateKlout,
  stability: evaluateStability,
  coverage: evaluateCoverage,
  "topic-experts": evaluateTopicExperts,
  topics: evaluateTopics,
  authenticity: evaluateAuthenticity,
  attacks: evaluateAttacks,
};

/** Suites that make up what they measure on; a folder of data only adds to it. */
export const SUITES_WITHOUT_FILES: readonly string[] = ["attacks"];

/** What `suite` measures on the files of `dataDir`.
 *  @throws ConfigProblem for an unknown suite, model or option, InputProblem when its file cannot be used. */
export async function evaluateSuite(
  suite: string,
  options: {
    readonly dataDir: string;
    readonly modelId: string | null;
    readonly seed: number;
    readonly splitAt: string | null;
    /** Size of a simulated population; the suite's own when null or absent. */
    readonly accounts?: number | null;
    /** Whether acts of a few days are also spread over the whole window, in suites that plant something among them. */
    readonly spreadOverWindow?: boolean;
    readonly progress: Progress;
  },
): Promise<SuiteResult> {
  const evaluate = Object.hasOwn(SUITES, suite) ? SUITES[suite] : undefined;
  if (evaluate === undefined)
    throw new ConfigProblem(
      `There is no evaluation suite "${suite}". Suites: ${Object.keys(SUITES).join(", ")}.`,
    );
  const modelId = options.modelId ?? DEFAULT_MODEL_ID;
  return evaluate({ ...options, modelId, model: loadModel(modelId) });
}
