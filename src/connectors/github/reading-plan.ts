import { ACT_WORTH, type ListRules } from "../reading/list-plan.ts";
import { daysBetween } from "../reading/times.ts";
import type { ListName, ListStep, ReadingState } from "./reading-state.ts";
import type { WireIssue, WireProfile, WireRepository } from "./wire.ts";

/** Requests for one account in all, however large it is, and those of them for the profiles of people who acted.
 *  Without a token GitHub allows 60 an hour: three accounts then. */
export const REQUESTS = { withToken: 60, withoutToken: 20 };
export const PEOPLE_REQUESTS = { withToken: 15, withoutToken: 5 };
/** The most that one answer lists. */
export const PAGE_SIZE = 100;
/** Pages of one list of stars that GitHub gives; it lists 40,000. */
const MOST_STAR_PAGES = 400;
/** Asked before anything else. */
const FIRST = 1e6;

/** What a list is needed for. */
const PART_OF: Readonly<Partial<Record<ListName, "posts" | "like" | "repost">>> = {
  ...{ repositories: "posts", issues: "posts", pull_requests: "posts" },
  ...{ stars: "like", reactions: "like", forks: "repost" },
};

/** Which lists come first. Of lists of stars only one is tried as long as it is not known whether GitHub gives them. */
export const githubLists: ListRules<ReadingState, ListStep> = {
  worthOf: ({ worth }) => worth,
  nameOf: ({ ask, path }) => `${path} ${ask}`,
  listsPosts: ({ worth }) => worth >= FIRST,
  partOf: ({ ask }) => PART_OF[ask] ?? null,
  peoplePerRequest: 1,
  isReachable: ({ ask, page }, { stars }) =>
    ask !== "stars" || (page <= MOST_STAR_PAGES && stars !== "refused"),
  askable(candidates, { stars }) {
    const firstStars = candidates.find(({ ask }) => ask === "stars");
    return candidates.filter(step => step.ask !== "stars" || stars === "listed" || step === firstStars);
  },
};

const ownStep = (ask: ListName, worth: number): ListStep => ({ ask, path: "", postId: null, page: 1, worth });

/** The lists of what an account published. Organisations open no issues. */
export function publishedSteps({ type, public_repos }: WireProfile): readonly ListStep[] {
  return [
    ownStep("repositories", FIRST),
    // Those with most stars, where the newest hundred may not have them.
    ...((public_repos ?? 0) > PAGE_SIZE ? [ownStep("top_repositories", FIRST)] : []),
    ...(type === "Organization" ? [] : [ownStep("issues", FIRST), ownStep("pull_requests", FIRST)]),
  ];
}

/** The lists that are about the account itself. */
export function accountSteps({ type, followers }: WireProfile): readonly ListStep[] {
  return [
    ...(type === "Organization" ? [] : [ownStep("own_events", 10)]),
    ...((followers ?? 0) > 0 ? [ownStep("followers", 1)] : []),
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
    ...(stars > 0 ? [step("stars", stars * share, ACT_WORTH.like, Math.ceil(stars / PAGE_SIZE))] : []),
    ...(forks > 0 ? [step("forks", forks * share, ACT_WORTH.repost)] : []),
    ...(issues > 0 || isAlive ? [step("comments", 2 * issues * share + 0.1, ACT_WORTH.reply)] : []),
    ...(issues > 0 || isAlive ? [step("opened", issues * share + 0.1, ACT_WORTH.reply)] : []),
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
      ? [{ ask: "answers", path: at, postId, page: 1, worth: worth(comments, ACT_WORTH.reply) } as const]
      : []),
    ...(reactionCount > 0
      ? [
          {
            ask: "reactions",
            path: at,
            postId,
            page: 1,
            worth: worth(reactionCount, ACT_WORTH.like),
          } as const,
        ]
      : []),
  ];
}
