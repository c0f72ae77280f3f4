import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import { HttpFailure } from "../../platform/http/http-client.ts";
import type {
  AccountReading,
  ConnectorConfig,
  ConnectorEffects,
  ConnectorRecord,
  Page,
} from "../contract.ts";
import { askTogether } from "../reading/ask-together.ts";
import { withActsOf } from "../reading/people-seen.ts";
import { type AccountReader, type Part, readPages, stateIn } from "../reading/read-pages.ts";
import { countsOfDayRows } from "../reading/spans.ts";
import { createGithubClient, type GithubClient } from "./client.ts";
import { profileRows } from "./normalise.ts";
import {
  accountSteps,
  claimsOf,
  nextSteps,
  originOf,
  PAGE_SIZE,
  PEOPLE_REQUESTS,
  publishedSteps,
  REQUESTS,
  settle,
  withCandidates,
} from "./reading-plan.ts";
import { type ReadingState, type ReadingStep, withSampled } from "./reading-state.ts";
import { type StepOutcome, takeStep } from "./reading-steps.ts";
import { wireProfile } from "./wire.ts";

/** One account as `Connector.readAccount` says: profile, repositories, issues and pull requests with up to five
 *  requests, then those who acted, the most telling lists first, then their profiles. */
export function readGithubAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const client = createGithubClient(effects.http, config);
  const limits = config["token"] ? "withToken" : "withoutToken";
  const reader: AccountReader<ReadingState> = {
    first: observedAt => begin(client, query, reading.from, observedAt, limits),
    next: state => readOn(client, state),
    isOver: ({ stage }) => stage === "finished",
    stateOf: cursor =>
      stateIn(cursor, "GitHub", ({ version, login }) => version === 1 && login !== undefined),
  };
  return readPages(reader, reading, effects);
}

async function begin(
  client: GithubClient,
  query: HandleQuery,
  from: string,
  observedAt: string,
  limits: keyof typeof REQUESTS,
): Promise<Part<ReadingState>> {
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
  const answered = await Promise.all(
    queue.map(async step => ({ step, outcome: await takeStep(client, state, step) })),
  );
  const merged = mergeAll({ ...state, queue: [] }, answered);
  return toPart(merged.state, [
    ...profileRows(profile, observedAt),
    ...countsOfDayRows(originOf(state), observedAt),
    ...merged.records,
  ]);
}

/** Asks for what is queued, a few steps at once; steps for which no request is left stay queued. */
async function readOn(client: GithubClient, state: ReadingState): Promise<Part<ReadingState> | null> {
  const steps = nextSteps(state);
  const { answered, waiting } = await askTogether(steps, step => takeStep(client, state, step));
  if (answered.length === 0) return null;
  const queue = [...waiting, ...state.queue.slice(steps.length)];
  const merged = mergeAll({ ...state, queue }, answered);
  return { ...toPart(merged.state, merged.records), isSpent: waiting.length > 0 };
}

/** `state` moved on as far as it goes without a request, and the spans that this completes. */
function toPart(state: ReadingState, records: readonly ConnectorRecord[]): Part<ReadingState> {
  const settled = settle(state);
  return { state: settled.state, records: [...records, ...settled.spans] };
}

function mergeAll(
  state: ReadingState,
  answered: readonly { readonly step: ReadingStep; readonly outcome: StepOutcome }[],
): Part<ReadingState> {
  let next = state;
  const records: ConnectorRecord[] = [];
  for (const { step, outcome } of answered) {
    const merged = merge(next, step, outcome);
    next = merged.state;
    records.push(...merged.records);
  }
  return { state: next, records };
}

function merge(state: ReadingState, step: ReadingStep, outcome: StepOutcome): Part<ReadingState> {
  const counted: ReadingState = { ...state, requestsLeft: state.requestsLeft - 1 };
  if (step.ask === "person") return { state: counted, records: outcome.records };
  const { people, records } = withActsOf(outcome.records, counted.people, state.accountId);
  const stars = step.ask !== "stars" ? state.stars : outcome.isRefused ? "refused" : "listed";
  const sampled = withSampled({ ...counted, people, stars }, outcome.isCut ? claimsOf(step) : []);
  const found = outcome.rest === null ? outcome.found : [...outcome.found, outcome.rest];
  return { state: withCandidates(sampled, found), records };
}
