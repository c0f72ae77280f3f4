import { HttpFailure } from "../../platform/http/http-client.ts";
import type { ConnectorRecord } from "../contract.ts";
import type { PeopleStep } from "../reading/list-plan.ts";
import type { StepOutcome } from "../reading/read-lists.ts";
import { recordsOf, rejection } from "../reading/rejections.ts";
import type { GithubClient, RouteParameters } from "./client.ts";
import {
  ACT_READERS,
  eventRows,
  issueRows,
  type Normalised,
  type Owner,
  profileRows,
  reactionCountOf,
  repositoryRows,
} from "./normalise.ts";
import { issueSteps, PAGE_SIZE, repositorySteps } from "./reading-plan.ts";
import type { ListName, ListStep, ReadingState } from "./reading-state.ts";
import { wireIssue, wireProfile, wireRepository, wireSearch } from "./wire.ts";

interface Entry {
  readonly read: Normalised;
  readonly found?: readonly ListStep[];
}

interface List {
  readonly route: string;
  readonly parameters?: (state: ReadingState) => RouteParameters;
  readonly accept?: string;
  /** In which direction pages are turned; "newest" ends where the window begins. */
  readonly order: "newest" | "oldest" | "backwards";
  /** Pages that are read, or given, at most. */
  readonly mostPages: number;
  readonly entry: (raw: unknown, step: ListStep, state: ReadingState) => Entry;
}

const acts = (ask: keyof typeof ACT_READERS) => (raw: unknown, step: ListStep, state: ReadingState) => ({
  read: ACT_READERS[ask](raw, step.postId, ownerOf(state)),
});

const newest = { sort: "created", direction: "desc" };
const since = ({ from }: ReadingState) => ({ ...newest, since: from });
const written = (kind: string) => (state: ReadingState) => ({
  q: `author:${state.login} is:public is:${kind} created:>=${state.from.slice(0, 10)}`,
  ...{ sort: "created", order: "desc" },
});

const LISTS: Readonly<Record<ListName, List>> = {
  repositories: {
    route: "GET /users/{login}/repos",
    parameters: () => ({ type: "owner", ...newest }),
    ...{ order: "newest", mostPages: 5, entry: repositoryEntry },
  },
  top_repositories: {
    route: "GET /search/repositories",
    parameters: ({ login }) => ({ q: `user:${login} is:public`, sort: "stars", order: "desc" }),
    ...{ order: "newest", mostPages: 1, entry: repositoryEntry },
  },
  issues: {
    route: "GET /search/issues",
    parameters: written("issue"),
    ...{ order: "newest", mostPages: 3, entry: issueEntry },
  },
  pull_requests: {
    route: "GET /search/issues",
    parameters: written("pr"),
    ...{ order: "newest", mostPages: 3, entry: issueEntry },
  },
  own_events: {
    route: "GET /users/{login}/events/public",
    ...{ order: "newest", mostPages: 3 },
    entry: (raw, _step, state) => ({ read: eventRows(raw, ownerOf(state)) }),
  },
  stars: {
    route: "GET /repos/{owner}/{repo}/stargazers",
    accept: "star",
    ...{ order: "backwards", mostPages: Number.POSITIVE_INFINITY, entry: acts("stars") },
  },
  forks: {
    route: "GET /repos/{owner}/{repo}/forks",
    parameters: () => ({ sort: "newest" }),
    ...{ order: "newest", mostPages: Number.POSITIVE_INFINITY, entry: acts("forks") },
  },
  opened: {
    route: "GET /repos/{owner}/{repo}/issues",
    parameters: state => ({ ...since(state), state: "all" }),
    ...{ order: "newest", mostPages: 3, entry: acts("opened") },
  },
  comments: {
    route: "GET /repos/{owner}/{repo}/issues/comments",
    parameters: since,
    ...{ order: "newest", mostPages: 5, entry: acts("comments") },
  },
  answers: {
    route: "GET /repos/{owner}/{repo}/issues/{number}/comments",
    parameters: ({ from }) => ({ since: from }),
    ...{ order: "oldest", mostPages: 3, entry: acts("answers") },
  },
  reactions: {
    route: "GET /repos/{owner}/{repo}/issues/{number}/reactions",
    ...{ order: "oldest", mostPages: Number.POSITIVE_INFINITY, entry: acts("reactions") },
  },
  followers: {
    route: "GET /users/{login}/followers",
    ...{ order: "oldest", mostPages: 1, entry: acts("followers") },
  },
};

/** Asks for one step. */
export async function takeStep(
  client: GithubClient,
  state: ReadingState,
  step: ListStep | PeopleStep,
): Promise<StepOutcome<ReadingState, ListStep>> {
  if (step.ask === "people") return askPerson(client, state, step.ids[0]!);
  const { route, parameters, accept, order, mostPages, entry } = LISTS[step.ask];
  const [owner = "", repo = "", , number = ""] = step.path.split("/");
  const places = { login: state.login, owner, repo, number };
  const named = Object.entries(places).filter(([name]) => route.includes(`{${name}}`));
  const answer = await client.get(
    route,
    { ...Object.fromEntries(named), ...parameters?.(state), per_page: PAGE_SIZE, page: step.page },
    accept,
  );
  const { items, isPartial } = answer === null ? REFUSED : itemsOf(answer, route);
  // An empty list where a count says otherwise is how GitHub hides one as well.
  const isHidden = answer === null || (step.ask === "stars" && items.length === 0);
  const stars = step.ask !== "stars" ? state.stars : isHidden ? "refused" : "listed";
  const entries = items.map(raw => ({ raw, ...entry(raw, step, state) }));
  const times = entries.flatMap(({ read }) => ("rows" in read && read.at !== null ? [read.at] : []));
  const isBeforeWindow = order !== "oldest" && times.some(at => at < state.from);
  const isLastPage = order === "backwards" ? step.page <= 1 : items.length < PAGE_SIZE;
  const isThrough = isBeforeWindow || isLastPage;
  const canGoOn = order === "backwards" || step.page < mostPages;
  const page = order === "backwards" ? step.page - 1 : step.page + 1;
  const rest = isThrough || !canGoOn || isHidden ? [] : [{ ...step, page }];
  return {
    records: entries.flatMap(({ raw, read }) => recordsWithin(read, route, raw, state, step)),
    found: [...entries.flatMap(({ found }) => found ?? []), ...rest],
    isCut: isPartial || isHidden || !(isThrough || canGoOn),
    ...(stars !== state.stars && { learnt: { stars } }),
  };
}

/** GitHub does not give the list to us. */
const REFUSED = { items: [], isPartial: true };

async function askPerson(
  client: GithubClient,
  state: ReadingState,
  accountId: string,
): Promise<StepOutcome<ReadingState, ListStep>> {
  const route = "GET /user/{account_id}";
  const answer = await client.get(route, { account_id: accountId });
  if (answer === null) return { records: [] };
  const profile = wireProfile.safeParse(answer);
  if (!profile.success) return { records: [rejection(route, "unreadable_profile", answer)] };
  return { records: profileRows(profile.data, state.observedAt) };
}

/** Repositories are kept whatever their age, since acts on them name them; everything else only within the window. */
function recordsWithin(
  read: Normalised,
  route: string,
  raw: unknown,
  { from }: ReadingState,
  { ask }: ListStep,
): readonly ConnectorRecord[] {
  const isTimeless = ask === "repositories" || ask === "top_repositories";
  const isBefore = "rows" in read && read.at !== null && read.at < from;
  return isBefore && !isTimeless ? [] : recordsOf(read, route, raw);
}

function itemsOf(answer: unknown, route: string) {
  if (Array.isArray(answer)) return { items: answer as readonly unknown[], isPartial: false };
  const search = wireSearch.safeParse(answer).data;
  if (search !== undefined) return { items: search.items, isPartial: search.incomplete_results === true };
  throw new HttpFailure(`GitHub answers ${route} in a shape that is not known.`, 200, "");
}

function repositoryEntry(raw: unknown, _step: ListStep, state: ReadingState): Entry {
  const repository = wireRepository.safeParse(raw);
  if (!repository.success) return { read: { reason: "unreadable_repository" } };
  const read = repositoryRows(repository.data, ownerOf(state));
  const isOwn = "rows" in read && read.rows.length > 0;
  return { read, found: isOwn ? repositorySteps(repository.data, state) : [] };
}

function issueEntry(raw: unknown, _step: ListStep, state: ReadingState): Entry {
  const issue = wireIssue.safeParse(raw);
  if (!issue.success) return { read: { reason: "unreadable_issue" } };
  const path = /\/repos\/([^/]+\/[^/]+)$/.exec(issue.data.repository_url ?? "")?.[1] ?? null;
  const read = issueRows(issue.data, ownerOf(state));
  const isOwn = "rows" in read && read.rows.length > 0;
  const reactions = reactionCountOf(issue.data) ?? 0;
  return { read, found: isOwn ? issueSteps(issue.data, path, reactions, state) : [] };
}

function ownerOf({ accountId, login, observedAt }: ReadingState): Owner {
  return { accountId, login: login.toLowerCase(), observedAt };
}
