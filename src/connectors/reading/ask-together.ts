import { RequestsSpent } from "../../platform/http/http-client.ts";

/** What became of steps that were asked at once. */
export interface Asked<Step, Outcome> {
  readonly answered: readonly { readonly step: Step; readonly outcome: Outcome }[];
  /** Steps for which no request was left, in order. */
  readonly waiting: readonly Step[];
}

/** Asks all `steps` at once. When the request budget ends among them, those that were answered stand.
 *  @throws whatever else one of them throws. */
export async function askTogether<Step, Outcome>(
  steps: readonly Step[],
  ask: (step: Step) => Promise<Outcome>,
): Promise<Asked<Step, Outcome>> {
  const answers = await Promise.allSettled(steps.map(ask));
  const answered: { step: Step; outcome: Outcome }[] = [];
  const waiting: Step[] = [];
  for (const [at, answer] of answers.entries()) {
    const step = steps[at]!;
    if (answer.status === "fulfilled") answered.push({ step, outcome: answer.value });
    else if (answer.reason instanceof RequestsSpent) waiting.push(step);
    else throw answer.reason;
  }
  return { answered, waiting };
}
