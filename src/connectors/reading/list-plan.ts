import { mostActive, type PeopleSeen } from "./people-seen.ts";

/** Requests on the way at once. */
export const REQUESTS_AT_ONCE = 4;
/** More lists than can ever be asked for are not remembered. */
const MOST_CANDIDATES = 80;

/** What knowing one actor of a kind tells, as the first scoring model weighs the kinds. */
export const ACT_WORTH = { like: 1, reply: 3, repost: 4, quote: 5 } as const;

/** The profiles of some of those who acted. */
export interface PeopleStep {
  readonly ask: "people";
  readonly ids: readonly string[];
}

/** Whether `step` asks for profiles and not for a list. */
export function isPeopleStep(step: unknown): step is PeopleStep {
  return (step as PeopleStep).ask === "people";
}

/** How far a reading by lists is: all that the rest depends on, so that it goes on the same anywhere. `List` is the next page of
 *  one list. A network puts what else it needs beside it. */
export interface ListState<List> {
  readonly version: 2;
  readonly accountId: string;
  /** When it was begun: counts and profiles are dated by it, UTC ISO. */
  readonly observedAt: string;
  /** Start of the posts that are all read, UTC ISO: that of the window, later where there were too many. */
  readonly from: string;
  /** Requests that may still be sent, those for profiles included. */
  readonly requestsLeft: number;
  /** Of these for the profiles of those who acted. */
  readonly peopleRequests: number;
  /** "posts" while what was published is read, "acts" while those who acted are, "people" while their profiles are. */
  readonly stage: "posts" | "acts" | "people" | "finished";
  /** Asked next, before anything else is chosen. */
  readonly queue: readonly (List | PeopleStep)[];
  /** Lists that may be asked for, in the order in which they would be. */
  readonly candidates: readonly List[];
  /** Lists asked for so far by kind, where kinds take turns. */
  readonly asked?: Readonly<Record<string, number>>;
  /** Of what some part was left out: the words of `partOf`, and "account_stats" where the profile's counts are a part. */
  readonly sampled: readonly string[];
  /** Acts seen of each person who acted. */
  readonly people: PeopleSeen;
}

/** Kinds of lists that take turns, so that no kind uses up the requests: unread people are taken to be like those read. */
export interface ListTurns<List> {
  kindOf(list: List): string;
  /** More does not bring a list its turn sooner: lists of at least this worth are asked in equal numbers of each kind. */
  readonly mostWorth: number;
}

/** What there is to know of the lists of one network. */
export interface ListRules<State, List> {
  /** What the next page of a list tells at most, in likes. */
  worthOf(list: List): number;
  /** The same for all pages of one list. */
  nameOf(list: List): string;
  /** Whether it lists what the account published: that is read before anything else. */
  listsPosts(list: List): boolean;
  /** What is known only in part when the list is not read to its end ("like"); null where that was never to be complete. */
  partOf(list: List): string | null;
  /** Profiles that one request gives. */
  readonly peoplePerRequest: number;
  /** How kinds of lists take turns; when absent, the most telling list always comes first. */
  readonly turns?: ListTurns<List>;
  /** Whether the network would give it; yes when absent. */
  isReachable?(list: List, state: State): boolean;
  /** Those of `candidates` that may be asked at once; all when absent. */
  askable?(candidates: readonly List[], state: State): readonly List[];
}

/** The state in which reading the account begins: `lists` are asked with its first page. */
export function listState<List>(
  account: Pick<ListState<List>, "accountId" | "observedAt" | "from" | "requestsLeft" | "peopleRequests">,
  lists: readonly List[],
): ListState<List> {
  return { version: 2, ...account, stage: "posts", queue: lists, candidates: [], sampled: [], people: {} };
}

/** `state` with `parts` known to be read only in part. */
export function withSampled<State extends ListState<unknown>>(
  state: State,
  parts: readonly (string | null)[],
): State {
  const named = parts.filter(part => part !== null);
  return { ...state, sampled: [...new Set([...state.sampled, ...named])].sort() };
}

/** `state` with more lists among its candidates; each list once, and those furthest from their turn forgotten. */
export function withCandidates<State extends ListState<List>, List>(
  state: State,
  added: readonly List[],
  rules: ListRules<State, List>,
): State {
  const { worthOf, nameOf } = rules;
  const lists = [...new Map([...state.candidates, ...added].map(list => [nameOf(list), list])).values()];
  const isReachable = (list: List) => rules.isReachable?.(list, state) ?? true;
  const sorted = lists
    .filter(isReachable)
    .sort((a, b) => worthOf(b) - worthOf(a) || (nameOf(a) < nameOf(b) ? -1 : 1));
  const ordered = inTurns(sorted, rules, state.asked ?? {});
  const left = [...lists.filter(list => !isReachable(list)), ...ordered.slice(MOST_CANDIDATES)];
  return withSampled({ ...state, candidates: ordered.slice(0, MOST_CANDIDATES) }, left.map(rules.partOf));
}

/** `lists`, which come by worth, in the order of their turns: by the worth of each over the turns that its kind will have had
 *  with it (the rule of d'Hondt), so that kinds are asked in proportion to what their lists tell. */
function inTurns<State, List>(
  lists: readonly List[],
  { turns, worthOf }: ListRules<State, List>,
  asked: Readonly<Record<string, number>>,
): readonly List[] {
  if (turns === undefined) return lists;
  const taken = { ...asked };
  return lists
    .map(list => ({
      list,
      claim: Math.min(turns.mostWorth, worthOf(list)) / addTurn(taken, turns.kindOf(list)),
    }))
    .sort((a, b) => b.claim - a.claim)
    .map(({ list }) => list);
}

/** Counts one more of `kind` in `taken` and returns how many those are. */
function addTurn(taken: Record<string, number>, kind: string): number {
  const count = (taken[kind] ?? 0) + 1;
  taken[kind] = count;
  return count;
}

/** `state` with `chosen` in its queue. */
function withQueue<State extends ListState<List>, List>(
  state: State,
  chosen: readonly List[],
  { turns }: ListRules<State, List>,
): State {
  const candidates = state.candidates.filter(list => !chosen.includes(list));
  const next = { ...state, queue: chosen, candidates };
  if (turns === undefined) return next;
  const asked = { ...state.asked };
  for (const list of chosen) addTurn(asked, turns.kindOf(list));
  return { ...next, asked };
}

/** `state` moved on to where the next requests are known, or to its end, without asking anybody. */
export function settled<State extends ListState<List>, List>(
  state: State,
  rules: ListRules<State, List>,
): State {
  if (state.stage === "finished") return state;
  if (state.queue.length > 0 && state.requestsLeft > 0) return state;
  if (state.stage === "people") return { ...state, stage: "finished", queue: [] };
  if (state.queue.length > 0) {
    const lists = state.queue.filter(step => !isPeopleStep(step)) as readonly List[];
    return settled(withSampled({ ...state, queue: [] }, lists.map(rules.partOf)), rules);
  }
  const posts = state.candidates.filter(rules.listsPosts);
  const allowed = Math.min(REQUESTS_AT_ONCE, state.requestsLeft - state.peopleRequests);
  const open = rules.askable?.(state.candidates, state) ?? state.candidates;
  const chosen = open
    .filter(list => posts.length === 0 || rules.listsPosts(list))
    .slice(0, Math.max(0, allowed));
  if (state.stage === "posts" && (posts.length === 0 || chosen.length === 0))
    return settled(withSampled({ ...state, stage: "acts" }, posts.map(rules.partOf)), rules);
  if (chosen.length > 0) return withQueue(state, chosen, rules);
  const known = withSampled(state, state.candidates.map(rules.partOf));
  const queue = peopleSteps(known, rules.peoplePerRequest);
  const stage = queue.length > 0 ? "people" : "finished";
  return { ...known, stage, queue, candidates: [], people: {} };
}

/** The profiles of those who acted most, as many as there are requests for. */
function peopleSteps(
  { people, accountId, peopleRequests, requestsLeft }: ListState<unknown>,
  perRequest: number,
): readonly PeopleStep[] {
  const ids = mostActive(people, Math.min(peopleRequests, requestsLeft) * perRequest, accountId);
  return Array.from({ length: Math.ceil(ids.length / perRequest) }, (_, at) => ({
    ask: "people",
    ids: ids.slice(at * perRequest, (at + 1) * perRequest),
  }));
}
