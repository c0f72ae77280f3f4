import { accountKeyText } from "../domain/account-key.ts";
import { ConfigProblem, EXIT } from "../domain/errors.ts";
import { parseHandle } from "../domain/handle.ts";
import type { AccountScore } from "../scoring/account-score.ts";
import { type Place, placesOf, probabilityAbove } from "../scoring/order.ts";
import { type BriefAnswer, briefAnswer } from "./brief-answer.ts";
import { buildScoreAnswer, scoreOf } from "./build-score-answer.ts";
import { withLake } from "./lake-session.ts";
import { loadModel } from "./load-model.ts";
import { AccountLocator, type Located } from "./locate-account.ts";
import type { ScoreOptions } from "./score-handles.ts";
import { SURE_ORDER } from "./sure-order.ts";

/** How sure it is that the first of two stands above the second. */
export interface Pairing {
  readonly first: string;
  readonly second: string;
  /** 0..1; null when one of them has no score. */
  readonly probability_first_above: number | null;
  readonly verdict: "first" | "second" | "tied" | "unknown";
}

/** One of the compared accounts in the order of their scores. */
export interface RankedHandle extends Place {
  readonly handle: string;
  readonly score: number;
}

export interface Comparison {
  readonly schema_version: "1.0";
  /** In the order asked. */
  readonly accounts: readonly BriefAnswer[];
  /** Those with a score, the highest first, with who is tied. */
  readonly ranking: readonly RankedHandle[];
  /** Every pair, in the order asked. */
  readonly pairs: readonly Pairing[];
  readonly intended_use: string;
}

/** `handles` side by side, with how sure their order is.
 *  @throws CliError when a handle is malformed, unknown or names an account again. */
export async function compareHandles(handles: readonly string[], options: ScoreOptions): Promise<Comparison> {
  const queries = handles.map(handle => parseHandle(handle, options.network));
  return withLake(
    options.dataDir,
    async session => {
      const locator = new AccountLocator(session, options);
      const located: Located[] = [];
      for (const query of queries) located.push(await locator.locate(query));
      return compareLocated(located, options.modelId);
    },
    EXIT.unknownHandle,
  );
}

/** Accounts side by side in the order given, with how sure their order is, by `modelId`, else the model of the run that
 *  answers for the first.
 *  @throws ConfigProblem when an account is given twice or there is no such model. */
export async function compareLocated(located: readonly Located[], modelId?: string): Promise<Comparison> {
  refuseTwice(located);
  const model = loadModel(modelId ?? stampOf(located[0]!).modelId);
  const accounts: BriefAnswer[] = [];
  for (const one of located) accounts.push(briefAnswer(await buildScoreAnswer(one, model)));
  const scores = located.map(one => (one.kind === "held" ? scoreOf(one.account, model) : null));
  const pairs = accounts.flatMap((first, i) =>
    accounts.slice(i + 1).map((second, j): Pairing => {
      const [a, b] = [scores[i], scores[i + 1 + j]];
      const isComparable = a?.status === "scored" && b?.status === "scored";
      return pairing(first.handle, second.handle, isComparable ? probabilityAbove(a, b) : null);
    }),
  );
  const ranking = rankingOf(accounts, scores);
  return { schema_version: "1.0", accounts, ranking, pairs, intended_use: model.intendedUse };
}

function rankingOf(
  accounts: readonly BriefAnswer[],
  scores: readonly (AccountScore | null)[],
): readonly RankedHandle[] {
  const sorted = accounts
    .flatMap(({ handle }, i) => {
      const score = scores[i] ?? null;
      return score?.score == null ? [] : [{ ...score, handle, score: score.score }];
    })
    .toSorted((a, b) => b.influence - a.influence || (a.handle < b.handle ? -1 : 1));
  const places = placesOf(sorted, SURE_ORDER);
  return sorted.map(({ handle, score }, i) => ({ ...places[i]!, handle, score }));
}

function pairing(first: string, second: string, probability: number | null): Pairing {
  const base = { first, second, probability_first_above: probability };
  if (probability === null) return { ...base, verdict: "unknown" };
  if (probability >= SURE_ORDER) return { ...base, verdict: "first" };
  return { ...base, verdict: 1 - probability >= SURE_ORDER ? "second" : "tied" };
}

function stampOf(located: Located) {
  return located.kind === "held" ? located.reader.stamp : located.stamp;
}

function refuseTwice(located: readonly Located[]): void {
  const keys = located.map(({ account }) => accountKeyText(account));
  const again = keys.find((key, i) => keys.indexOf(key) !== i);
  if (again !== undefined)
    throw new ConfigProblem(`${again} was named twice. Give different accounts to compare.`);
}
