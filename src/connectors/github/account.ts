import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { HttpFailure, RequestsSpent } from "../../platform/http/http-client.ts";
import type {
  AccountReading,
  ConnectorConfig,
  ConnectorEffects,
  ConnectorRecord,
  Page,
} from "../contract.ts";
import { createGithubClient, type GithubClient } from "./client.ts";
import { profileRows } from "./normalise.ts";
import {
  accountSteps,
  claimsOf,
  countsOfDayRow,
  nextSteps,
  PAGE_SIZE,
  PEOPLE_REQUESTS,
  publishedSteps,
  REQUESTS,
  settle,
  withCandidates,
} from "./reading-plan.ts";
import { parseCursor, type ReadingState, type ReadingStep, toCursor, withSampled } from "./reading-state.ts";
import { type StepOutcome, takeStep } from "./reading-steps.ts";
import { wireProfile } from "./wire.ts";

/** One account as `Connector.readAccount` says: profile, repositories, issues and pull requests with up to five
 *  requests, then those who acted, the most telling lists first, then their profiles. */
export async function* readGithubAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncGenerator<Page> {
  const client = createGithubClient(effects.http, config);
  try {
    let state: ReadingState;
    if (reading.cursor === null) {
      const limits = config["token"] ? "withToken" : "withoutToken";
      const begun = await begin(client, query, reading.from, effects.now().toISOString(), limits);
      yield begun.page;
      state = begun.state;
    } else state = parseCursor(reading.cursor);
    while (state.stage !== "finished") {
      effects.signal.throwIfAborted();
      const moved = await readOn(client, state);
      if (moved.page !== null) yield moved.page;
      if (moved.isSpent) return;
      state = moved.state;
    }
  } catch (error) {
    if (!(error instanceof RequestsSpent)) throw error;
  }
}

async function begin(
  client: GithubClient,
  query: HandleQuery,
  from: string,
  observedAt: string,
  limits: keyof typeof REQUESTS,
): Promise<{ readonly state: ReadingState; readonly page: Page }> {
  const answer = await (query.kind === "id"
    ? client.get("GET /user/{account_id}", { account_id: query.value })
    : client.get("GET /users/{login}", { login: query.value }));
  if (answer === null)
    throw new CliError(
      `GitHub knows no account ${query.value}, or has suspended it. Check the spelling.`,
      EXIT.unknownHandle,
    );
  const read = wireProfile.safeParse(answer);
  if (!read.success)
    throw new HttpFailure(`GitHub describes ${query.value} in a shape that is not known.`, 200, "");
  const profile = read.data;
  const queue = publishedSteps(profile);
  const state: ReadingState = {
    version: 1,
    accountId: String(profile.id),
    login: profile.login,
    observedAt,
    from,
    requestsLeft: REQUESTS[limits] - 1,
    peopleRequests: PEOPLE_REQUESTS[limits],
    stage: "posts",
    queue,
    candidates: accountSteps(profile),
    stars: "untried",
    // Older repositories beyond the hundred with most stars are never looked at.
    sampled: (profile.public_repos ?? PAGE_SIZE + 1) > PAGE_SIZE ? ["like", "repost"] : [],
    people: {},
  };
  const outcomes = await Promise.all(queue.map(step => takeStep(client, state, step)));
  const merged = mergeAll({ ...state, queue: [] }, queue, outcomes);
  return toPage(merged.state, [
    ...profileRows(profile, observedAt),
    countsOfDayRow(state),
    ...merged.records,
  ]);
}

/** Asks for what is queued, a few steps at once. When the request budget ends among them, those that were answered
 *  stand and the others stay queued. */
async function readOn(client: GithubClient, state: ReadingState) {
  const steps = nextSteps(state);
  const answers = await Promise.allSettled(steps.map(step => takeStep(client, state, step)));
  const failed = answers.flatMap(answer => (answer.status === "rejected" ? [answer.reason as unknown] : []));
  const broken = failed.find(reason => !(reason instanceof RequestsSpent));
  if (broken !== undefined) throw broken;
  const isSpent = failed.length > 0;
  const waiting = steps.filter((_, at) => answers[at]!.status === "rejected");
  if (waiting.length === steps.length) return { state, page: null, isSpent };
  const queue = [...waiting, ...state.queue.slice(steps.length)];
  const answered = steps.filter(step => !waiting.includes(step));
  const outcomes = answers.flatMap(answer => (answer.status === "fulfilled" ? [answer.value] : []));
  const merged = mergeAll({ ...state, queue }, answered, outcomes);
  return { ...toPage(merged.state, merged.records), isSpent };
}

/** `state` moved on as far as it goes without a request, and the page that ends there. */
function toPage(state: ReadingState, records: readonly ConnectorRecord[]) {
  const settled = settle(state);
  const page: Page = {
    records: [...records, ...settled.spans],
    cursor: toCursor(settled.state),
    isLast: settled.state.stage === "finished",
  };
  return { state: settled.state, page };
}

function mergeAll(
  state: ReadingState,
  steps: readonly ReadingStep[],
  outcomes: readonly StepOutcome[],
): { readonly state: ReadingState; readonly records: readonly ConnectorRecord[] } {
  let next = state;
  const records: ConnectorRecord[] = [];
  for (const [at, outcome] of outcomes.entries()) {
    const merged = merge(next, steps[at]!, outcome);
    next = merged.state;
    records.push(...merged.records);
  }
  return { state: next, records };
}

/** `state` after a step, and its records; somebody seen before is not described again by another list. */
function merge(state: ReadingState, step: ReadingStep, outcome: StepOutcome) {
  const counted: ReadingState = { ...state, requestsLeft: state.requestsLeft - 1 };
  if (step.ask === "person") return { state: counted, records: outcome.records };
  const people = { ...counted.people };
  const records = outcome.records.filter(record => {
    if (!("row" in record)) return true;
    const { table, row } = record;
    if (table === "interactions" && row.kind !== "follow" && row.actor_id !== state.accountId)
      people[row.actor_id!] = (people[row.actor_id!] ?? 0) + 1;
    return table !== "accounts" || state.people[row.account_id!] === undefined;
  });
  const stars = step.ask !== "stars" ? state.stars : outcome.isRefused ? "refused" : "listed";
  const sampled = withSampled({ ...counted, people, stars }, outcome.isCut ? claimsOf(step) : []);
  const found = outcome.rest === null ? outcome.found : [...outcome.found, outcome.rest];
  return { state: withCandidates(sampled, found), records };
}
