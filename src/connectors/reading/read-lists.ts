import type { AccountReading, ConnectorEffects, ConnectorRecord, Page } from "../contract.ts";
import { askTogether } from "./ask-together.ts";
import {
  isPeopleStep,
  type ListRules,
  type ListState,
  type PeopleStep,
  REQUESTS_AT_ONCE,
  settled,
  withCandidates,
  withSampled,
} from "./list-plan.ts";
import { withActsOf } from "./people-seen.ts";
import { type Part, readPages, stateIn } from "./read-pages.ts";
import { actSpans, postSpans, profileSpans, type WatchedKinds } from "./spans.ts";

/** What one page of a list, or some profiles, gave. */
export interface StepOutcome<State, List> {
  readonly records: readonly ConnectorRecord[];
  /** Lists that this one tells of, and the same list from its next page on. */
  readonly found?: readonly List[];
  /** Something of the list within the window stays unread. */
  readonly isCut?: boolean;
  /** What the answer says of the reading itself. */
  readonly learnt?: Partial<State>;
}

/** How one network reads an account by lists: posts, then who acted on them, then who those are. */
export interface ListReader<State extends ListState<List>, List> extends ListRules<State, List> {
  /** As people know the network, for an error. */
  readonly networkName: string;
  /** Asks for the profile: its rows, and the state whose queue is asked with them. Stage "finished" where nothing more may be
   *  read. */
  begin(observedAt: string): Promise<Part<State>>;
  take(step: List | PeopleStep, state: State): Promise<StepOutcome<State, List>>;
  /** What is known once the posts were read, and once those who acted were. */
  readonly watched: WatchedKinds;
}

/** The pages of one account: the first holds its profile and what its first lists give; then a few lists at once, those that tell
 *  most first, and last the profiles of those who acted most. */
export function readLists<State extends ListState<List>, List extends object>(
  reader: ListReader<State, List>,
  reading: AccountReading,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const readOn = (state: State) => askQueue(reader, state);
  return readPages<State>(
    {
      async first(observedAt) {
        const profile = await reader.begin(observedAt);
        if (profile.state.stage === "finished") return profile;
        const lists = await Promise.all(
          profile.state.queue.map(async step => ({ step, outcome: await reader.take(step, profile.state) })),
        );
        const { state, records } = merged(reader, { ...profile.state, queue: [] }, lists);
        const counts = profileSpans(reader.watched, profile.state);
        return { state, records: [...profile.records, ...counts, ...records] };
      },
      next: readOn,
      isOver: ({ stage }) => stage === "finished",
      stateOf: cursor =>
        stateIn<State>(
          cursor,
          reader.networkName,
          ({ version, accountId }) => version === 2 && accountId !== undefined,
        ),
    },
    reading,
    effects,
  );
}

/** Asks for what is queued, a few steps at once; steps for which no request is left stay queued. */
async function askQueue<State extends ListState<List>, List>(
  reader: ListReader<State, List>,
  state: State,
): Promise<Part<State> | null> {
  const steps = state.queue.slice(0, Math.min(REQUESTS_AT_ONCE, state.requestsLeft));
  const { answered, waiting } = await askTogether(steps, step => reader.take(step, state));
  if (answered.length === 0) return null;
  const queue = [...waiting, ...state.queue.slice(steps.length)];
  return { ...merged(reader, { ...state, queue }, answered), isSpent: waiting.length > 0 };
}

/** `state` after these answers, moved on as far as it goes without a request, and all records with the spans that are complete
 *  by them. */
function merged<State extends ListState<List>, List>(
  reader: ListReader<State, List>,
  state: State,
  answers: readonly { readonly step: List | PeopleStep; readonly outcome: StepOutcome<State, List> }[],
): Part<State> {
  let next = state;
  const records: ConnectorRecord[] = [];
  for (const { step, outcome } of answers) {
    next = { ...next, ...outcome.learnt, requestsLeft: next.requestsLeft - 1 };
    if (isPeopleStep(step)) {
      records.push(...outcome.records);
      continue;
    }
    const seen = withActsOf(outcome.records, next.people, next.accountId);
    records.push(...seen.records);
    next = withSampled({ ...next, people: seen.people }, outcome.isCut ? [reader.partOf(step)] : []);
    next = withCandidates(next, outcome.found ?? [], reader);
  }
  const after = settled(next, reader);
  const known = { ...next, sampled: after.sampled };
  if (next.stage === "posts" && after.stage !== "posts") records.push(...postSpans(reader.watched, known));
  if (next.stage !== "people" && ["people", "finished"].includes(after.stage))
    records.push(...actSpans(reader.watched, known));
  return { state: after, records };
}
