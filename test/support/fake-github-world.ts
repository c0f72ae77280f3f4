import type { FakeAct, FakeGithubUser, FakeGithubWorld } from "./fake-github.ts";

const DAY_MILLISECONDS = 86_400_000;

/** `count` acts by fans in turn, one a day, the last at `newestAt`; oldest first. */
export function actsOf(count: number, newestAt: string, fans = 30, from = 0): readonly FakeAct[] {
  const newest = Date.parse(newestAt);
  return Array.from({ length: count }, (_, at) => ({
    by: `fan${(from + at) % fans}`,
    at: new Date(newest - (count - 1 - at) * DAY_MILLISECONDS).toISOString().replace(".000Z", "Z"),
  }));
}

/** People fan0, fan1, ... */
export function fansOf(count: number): readonly FakeGithubUser[] {
  return Array.from({ length: count }, (_, at) => ({ id: 1000 + at, login: `fan${at}` }));
}

/** Ada (id 7) with two old repositories, a new one, a fork and a private one, issues and answers; the organisation
 *  engines-org; everything between 2025-12 and 2026-02. */
export function fakeGithubWorld(changes: Partial<FakeGithubWorld> = {}): FakeGithubWorld {
  return {
    users: [
      { id: 7, login: "ada", followers: ["fan0", "fan1"] },
      { id: 8, login: "engines-org", type: "Organization" },
      { id: 9, login: "helper[bot]", type: "Bot" },
      { id: 10, login: "bea" },
      ...fansOf(30),
    ],
    repositories: {
      ada: [
        {
          ...{ id: 71, name: "engine", createdAt: "2019-03-01T10:00:00Z", pushedAt: "2026-02-20T10:00:00Z" },
          stars: [...actsOf(150, "2025-11-01T10:00:00Z"), ...actsOf(20, "2026-02-25T10:00:00Z", 30, 5)],
          forks: actsOf(4, "2026-02-10T10:00:00Z"),
          opened: [...actsOf(3, "2026-02-12T10:00:00Z"), { by: "ada", at: "2026-02-13T10:00:00Z" }],
          comments: [
            ...actsOf(6, "2026-02-14T10:00:00Z"),
            { by: "helper[bot]", at: "2026-02-15T10:00:00Z" },
            { by: null, at: "2026-02-16T10:00:00Z" },
          ],
        },
        { id: 72, name: "loom", createdAt: "2026-01-10T10:00:00Z", stars: actsOf(5, "2026-02-01T10:00:00Z") },
        { id: 73, name: "borrowed", createdAt: "2026-01-20T10:00:00Z", isFork: true },
        { id: 74, name: "diary", createdAt: "2026-01-21T10:00:00Z", isPrivate: true },
      ],
      bea: [{ id: 81, name: "cards", createdAt: "2020-01-01T10:00:00Z" }],
      "engines-org": [{ id: 91, name: "steam", createdAt: "2026-01-05T10:00:00Z" }],
    },
    issues: [
      {
        ...{ id: 501, number: 4, repository: "bea/cards", by: "ada", at: "2026-02-03T10:00:00Z" },
        comments: actsOf(3, "2026-02-06T10:00:00Z"),
        reactions: [
          { by: "fan2", at: "2026-02-04T10:00:00Z", content: "+1" },
          { by: "fan3", at: "2026-02-04T11:00:00Z", content: "-1" },
        ],
      },
      {
        ...{ id: 502, number: 5, repository: "bea/cards", by: "ada", at: "2026-02-08T10:00:00Z" },
        isPullRequest: true,
      },
    ],
    events: {
      ada: [
        {
          ...{ id: "1", type: "IssueCommentEvent", created_at: "2026-02-21T10:00:00Z", public: true },
          repo: { id: 81, name: "bea/cards" },
          payload: {
            action: "created",
            issue: { id: 503, number: 6, user: { id: 10, login: "bea", type: "User" } },
            comment: { id: 9001, body: "Try oil." },
          },
        },
        {
          ...{ id: "2", type: "PullRequestReviewEvent", created_at: "2026-02-22T10:00:00Z", public: true },
          repo: { id: 81, name: "bea/cards" },
          payload: {
            action: "created",
            review: { id: 9002, body: null },
            pull_request: { id: 6, number: 7 },
          },
        },
        {
          ...{ id: "3", type: "PushEvent", created_at: "2026-02-22T11:00:00Z", public: true },
          repo: { id: 71, name: "ada/engine" },
          payload: { push_id: 1 },
        },
      ],
    },
    stars: "yes",
    ...changes,
  };
}
