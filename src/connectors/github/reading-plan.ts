import type { TableRow } from "../contract.ts";
import { mostActive } from "../reading/people-seen.ts";
import { type Span, type SpanOrigin, spanRows } from "../reading/spans.ts";
import { type Claim, type ListName, type ListStep, type ReadingState, withSampled } from "./reading-state.ts";
import type { WireIssue, WireProfile, WireRepository } from "./wire.ts";

/** Of every observation of this reading. */
export function originOf({ accountId }: ReadingState): SpanOrigin {
  return { network: "github", accountId, source: "github-api" };
}

/** Requests for one account in all, however large it is, and those of them for the profiles of people who acted.
 *  Without a token GitHub allows 60 an hour: three accounts then. */
export const REQUESTS = { withToken: 60, withoutToken: 20 };
export const PEOPLE_REQUESTS = { withToken: 15, withoutToken: 5 };
/** Requests on the way at once. */
const REQUESTS_AT_ONCE = 4;
/** The most that one answer lists. */
export const PAGE_SIZE = 100;
/** Pages of one list of stars that GitHub gives; it lists 40,000. */
const MOST_STAR_PAGES = 400;
/** More lists than can ever be asked for are not remembered. */
const MOST_CANDIDATES = 80;
/** Asked before anything else. */
const FIRST = 1e6;

/** What knowing one actor of a kind tells, as the first scoring model weighs the kinds. */
const WORTH = { like: 1, reply: 3, repost: 4 };

/** What a list is needed for. */
const CLAIM_OF: Readonly<Partial<Record<ListName, Claim>>> = {
  ...{ repositories: "posts", issues: "posts", pull_requests: "posts" },
  ...{ stars: "like", reactions: "like", forks: "repost" },
};

/** What is left out when `step` is not asked for, or not to its end. */
export function claimsOf({ ask }: ListStep): readonly Claim[] {
  const claim = CLAIM_OF[ask];
  return claim === undefined ? [] : [claim];
}

/** The lists of what an account published. Organisations open no issues. */
export function publishedSteps({ type, public_repos }: WireProfile): readonly ListStep[] {
  const own = (ask: ListName): ListStep => ({ ask, path: "", postId: null, page: 1, worth: FIRST });
  return [
    own("repositories"),
    // Those with most stars, where the newest hundred may not have them.
    ...((public_repos ?? 0) > PAGE_SIZE ? [own("top_repositories")] : []),
    ...(type === "Organization" ? [] : [own("issues"), own("pull_requests")]),
  ];
}

/** The lists that are about the account itself. */
export function accountSteps({ type, followers }: WireProfile): readonly ListStep[] {
  const own = (ask: ListName, worth: number): ListStep => ({ ask, path: "", postId: null, page: 1, worth });
  return [
    ...(type === "Organization" ? [] : [own("own_events", 10)]),
    ...((followers ?? 0) > 0 ? [own("followers", 1)] : []),
  ];
}

/** The lists of those who acted on a repository. How many did so within the window is guessed from how many did in
 *  all its life. */
export function repositorySteps(repository: WireRepository, state: ReadingState): readonly ListStep[] {
  const { full_name: path, id, stargazers_count, forks_count, open_issues_count, created_at } = repository;
  const windowDays = daysBetween(state.from, state.observedAt);
  const share = Math.min(1, windowDays / Math.max(1, daysBetween(created_at, state.observedAt)));
  const step = (ask: ListName, expected: number, weight: number, page = 1): ListStep => ({
    ...{ ask, path, postId: `repository/${id}`, page },
    worth: weight * Math.min(PAGE_SIZE, expected),
  });
  const stars = stargazers_count ?? 0;
  const forks = forks_count ?? 0;
  const issues = open_issues_count ?? 0;
  const isAlive = Date.parse(repository.pushed_at ?? "") >= Date.parse(state.from);
  return [
    ...(stars > 0 ? [step("stars", stars * share, WORTH.like, Math.ceil(stars / PAGE_SIZE))] : []),
    ...(forks > 0 ? [step("forks", forks * share, WORTH.repost)] : []),
    ...(issues > 0 || isAlive ? [step("comments", 2 * issues * share + 0.1, WORTH.reply)] : []),
    ...(issues > 0 || isAlive ? [step("opened", issues * share + 0.1, WORTH.reply)] : []),
  ];
}

/** The lists of those who acted on an issue. Comments in the account's own repositories come with those. */
export function issueSteps(
  issue: WireIssue,
  path: string | null,
  reactionCount: number,
  { login }: ReadingState,
): readonly ListStep[] {
  if (path === null) return [];
  const postId = `issue/${issue.id}`;
  const at = `${path}/issues/${issue.number}`;
  const isOwn = path.toLowerCase().startsWith(`${login.toLowerCase()}/`);
  const worth = (expected: number, weight: number) => weight * Math.min(PAGE_SIZE, expected);
  const comments = issue.comments ?? 0;
  return [
    ...(comments > 0 && !isOwn
      ? [{ ask: "answers", path: at, postId, page: 1, worth: worth(comments, WORTH.reply) } as const]
      : []),
    ...(reactionCount > 0
      ? [{ ask: "reactions", path: at, postId, page: 1, worth: worth(reactionCount, WORTH.like) } as const]
      : []),
  ];
}

/** `state` with more lists among its candidates; each list once. */
export function withCandidates(state: ReadingState, added: readonly ListStep[]): ReadingState {
  const byList = new Map([...state.candidates, ...added].map(step => [`${step.ask} ${step.path}`, step]));
  const reachable: ListStep[] = [];
  const left: ListStep[] = [];
  for (const step of byList.values())
    (step.ask === "stars" && (step.page > MOST_STAR_PAGES || state.stars === "refused")
      ? left
      : reachable
    ).push(step);
  const sorted = reachable.sort((a, b) => b.worth - a.worth || (keyOf(a) < keyOf(b) ? -1 : 1));
  left.push(...sorted.slice(MOST_CANDIDATES));
  return withSampled({ ...state, candidates: sorted.slice(0, MOST_CANDIDATES) }, left.flatMap(claimsOf));
}

/** `state` moved on to where the next requests are known, or to its end, and the spans that this completes. */
export function settle(state: ReadingState): {
  readonly state: ReadingState;
  readonly spans: readonly TableRow[];
} {
  if (state.stage === "finished") return { state, spans: [] };
  if (state.queue.length > 0)
    return state.requestsLeft > 0
      ? { state, spans: [] }
      : settle({ ...state, queue: [], stage: state.stage === "people" ? "finished" : state.stage });
  if (state.stage === "people") return { state: { ...state, stage: "finished" }, spans: [] };
  const isPublishedLeft = state.candidates.some(({ worth }) => worth >= FIRST);
  const chosen = state.requestsLeft > state.peopleRequests ? chooseNext(state) : [];
  if (state.stage === "posts" && (!isPublishedLeft || chosen.length === 0)) {
    const left = state.candidates.filter(({ worth }) => worth >= FIRST);
    const known = withSampled({ ...state, stage: "acts" as const }, left.flatMap(claimsOf));
    const later = settle(known);
    return { state: later.state, spans: [...postSpans(known), ...later.spans] };
  }
  if (chosen.length > 0) {
    const candidates = state.candidates.filter(step => !chosen.includes(step));
    return { state: { ...state, queue: chosen, candidates }, spans: [] };
  }
  const known = withSampled(state, state.candidates.flatMap(claimsOf));
  const most = Math.min(known.peopleRequests, known.requestsLeft);
  const queue = mostActive(known.people, most, known.accountId).map(
    accountId => ({ ask: "person", accountId }) as const,
  );
  const stage = queue.length > 0 ? "people" : "finished";
  return { state: { ...known, stage, queue, candidates: [], people: {} }, spans: actSpans(known) };
}

/** The steps of `queue` that are asked at once. */
export function nextSteps({ queue, requestsLeft }: ReadingState): ReadingState["queue"] {
  return queue.slice(0, Math.min(REQUESTS_AT_ONCE, requestsLeft));
}

/** What was published comes before who acted. Of lists of stars only one is tried as long as it is not known whether GitHub gives them. */
function chooseNext({ candidates, stars, requestsLeft, peopleRequests }: ReadingState): readonly ListStep[] {
  const firstStars = candidates.find(({ ask }) => ask === "stars");
  const isPublishedLeft = candidates.some(({ worth }) => worth >= FIRST);
  return candidates
    .filter(({ worth }) => worth >= FIRST || !isPublishedLeft)
    .filter(step => step.ask !== "stars" || stars === "listed" || step === firstStars)
    .slice(0, Math.min(REQUESTS_AT_ONCE, requestsLeft - peopleRequests));
}

/** The spans of what the account published, and of its counts. */
function postSpans(state: ReadingState): readonly TableRow[] {
  const isComplete = !state.sampled.includes("posts");
  return [
    ...spans(state, "posts", "original", isComplete),
    ...spans(state, "post_stats", "like", isComplete),
    ...spans(state, "post_stats", "repost", isComplete),
  ];
}

/** Of replies some are never seen: comments on code and in discussions. */
function actSpans(state: ReadingState): readonly TableRow[] {
  return [
    ...spans(state, "interactions", "like", !state.sampled.includes("like")),
    ...spans(state, "interactions", "repost", !state.sampled.includes("repost")),
    ...spans(state, "interactions", "reply", false),
  ];
}

function spans(state: ReadingState, table: Span["table"], kind: string, isComplete: boolean) {
  return spanRows(originOf(state), { table, kind, isComplete, from: state.from, to: state.observedAt });
}

function keyOf({ ask, path }: ListStep): string {
  return `${path} ${ask}`;
}

const DAY_MILLISECONDS = 86_400_000;

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS;
}
