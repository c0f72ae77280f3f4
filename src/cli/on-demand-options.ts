import type { OnDemandOptions, Refinement } from "../app/on-demand/on-demand-locator.ts";
import { ConfigProblem } from "../domain/errors.ts";
import type { CommandContext } from "./command-context.ts";
import { readCount } from "./option-values.ts";
import { number } from "./style.ts";

/** The options of a command that may ask networks. */
export interface OnDemandFlags {
  readonly asOf?: string;
  readonly refresh?: boolean;
  readonly offline?: boolean;
  readonly requests?: string;
  readonly budget?: string;
  readonly watch?: boolean;
}

/** How networks may be asked by a command; null when none may: with --offline, RENOWN_OFFLINE=1 or --as-of.
 *  @throws ConfigProblem for options that contradict each other or have no such value. */
export function onDemandOptions(context: CommandContext, flags: OnDemandFlags): OnDemandOptions | null {
  const { terminal, progress, isJson, isQuiet } = context;
  const isOffline = flags.offline === true || terminal.env["RENOWN_OFFLINE"] === "1";
  const closed = flags.asOf !== undefined ? "--as-of" : flags.offline === true ? "--offline" : null;
  if (flags.refresh === true && closed !== null)
    throw new ConfigProblem(`--refresh asks the network and ${closed} does not; give one of them.`);
  const maxRequests = flags.requests === undefined ? null : readCount("--requests", flags.requests);
  const budgetUsd = flags.budget === undefined ? null : readBudget(flags.budget);
  if (flags.refresh === true && isOffline)
    throw new ConfigProblem("--refresh asks the network, and RENOWN_OFFLINE=1 forbids it.");
  if (isOffline || closed !== null) return null;
  const tell = (text: string) => {
    progress.clear();
    terminal.err(`${text}\n`);
  };
  return {
    env: terminal.env,
    now: () => new Date(terminal.now()),
    signal: new AbortController().signal,
    ...(maxRequests !== null && { maxRequests }),
    ...(budgetUsd !== null && { budgetUsd }),
    ...(flags.refresh === true && { isRefresh: true }),
    onNotice: text => {
      if (!isQuiet) tell(text);
    },
    ...(flags.watch === true && {
      onRefined: (refinement: Refinement) => {
        if (isJson) tell(refinedLine(refinement));
        else {
          progress.clear();
          terminal.out(`${refinedLine(refinement)}\n`);
        }
      },
    }),
  };
}

/** One line on a score that is getting better. */
export function refinedLine(refinement: Refinement): string {
  const { handle, score, low, high, requests, peopleRead, actsRead, actsCounted } = refinement;
  const value =
    score === null || low === null || high === null
      ? "not enough data yet"
      : `${score.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`;
  const read = `${number(peopleRead)} people, ${number(actsRead)} of ${number(actsCounted)} reactions read`;
  return `${handle}: ${value} after ${number(requests)} ${requests === 1 ? "request" : "requests"}; ${read}`;
}

function readBudget(text: string): number {
  const usd = Number(text.replace(/^\$/, ""));
  if (/^\$?\d+(\.\d+)?$/.test(text) && Number.isFinite(usd)) return usd;
  throw new ConfigProblem(`--budget ${text} is not an amount of US dollars, such as 0.50 or 2.`);
}
