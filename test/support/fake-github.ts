import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ServerFaults } from "./server-faults.ts";

export interface FakeGithubUser {
  readonly id: number;
  readonly login: string;
  readonly type?: "User" | "Organization" | "Bot";
  readonly followers?: readonly string[];
}

/** A star, fork, issue or comment by somebody at a time. */
export interface FakeAct {
  /** Login; null for somebody whose account is gone. */
  readonly by: string | null;
  readonly at: string;
}

export interface FakeRepository {
  readonly id: number;
  readonly name: string;
  readonly createdAt: string;
  readonly pushedAt?: string;
  readonly isFork?: boolean;
  readonly isPrivate?: boolean;
  /** Oldest first, as GitHub lists them. */
  readonly stars?: readonly FakeAct[];
  readonly starCount?: number;
  readonly forks?: readonly FakeAct[];
  readonly opened?: readonly FakeAct[];
  readonly comments?: readonly FakeAct[];
}

export interface FakeIssue {
  readonly id: number;
  readonly number: number;
  /** "ada/engine" */
  readonly repository: string;
  readonly by: string;
  readonly at: string;
  readonly isPullRequest?: boolean;
  readonly comments?: readonly FakeAct[];
  readonly reactions?: readonly (FakeAct & { readonly content: string })[];
}

export interface FakeGithubWorld {
  readonly users: readonly FakeGithubUser[];
  readonly repositories: Readonly<Record<string, readonly FakeRepository[]>>;
  readonly issues: readonly FakeIssue[];
  /** Public events by login, as GitHub gives them but for the actor. */
  readonly events: Readonly<Record<string, readonly object[]>>;
  /** Whether lists of stars are shown: "yes", as 403, or as an empty list. */
  readonly stars: "yes" | "forbidden" | "empty";
}

export interface FakeGithub {
  readonly url: string;
  readonly requestCount: number;
  /** Path and query of each request that was answered. */
  readonly asked: readonly string[];
  /** Names under which it was asked. */
  readonly userAgents: ReadonlySet<string>;
  failRequest(n: number): void;
  limitNext(seconds: number): void;
  /** The next answer is a 403 with these headers. */
  forbidNext(headers: Readonly<Record<string, string>>): void;
  addUnknownFields(): void;
  stop(): Promise<void>;
}

export interface FakeGithubOptions {
  /** The only one that is taken when given. */
  readonly token?: string;
  /** Most entries of a page, whatever is asked for; 100 when absent. */
  readonly pageSize?: number;
}

/** A made-up GitHub over HTTP on this machine, its shapes as in docs.github.com/rest. */
export async function startFakeGithub(
  world: FakeGithubWorld,
  options: FakeGithubOptions = {},
): Promise<FakeGithub> {
  const faults = new ServerFaults(resetAt => ({
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(Math.ceil(resetAt.getTime() / 1000)),
  }));
  const asked: string[] = [];
  const userAgents = new Set<string>();
  const answers = new Answers(world);
  let forbidden: Readonly<Record<string, string>> | null = null;
  const say = (response: ServerResponse, status: number, body: unknown, headers = {}) =>
    response
      .writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers })
      .end(JSON.stringify(faults.dress(body)));
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    if (faults.intercept(request, response)) return;
    const url = new URL(request.url ?? "/", "http://fake.test");
    asked.push(decodeURIComponent(`${url.pathname}${url.search}`));
    userAgents.add(String(request.headers["user-agent"]));
    if (forbidden !== null) {
      say(response, 403, { message: "You have exceeded a secondary rate limit" }, forbidden);
      forbidden = null;
      return;
    }
    const { authorization } = request.headers;
    if (options.token !== undefined && authorization !== `token ${options.token}`)
      return say(response, 401, { message: "Bad credentials" });
    const found = answers.to(url, String(request.headers.accept));
    if (found === "forbidden") return say(response, 403, { message: "Must be an admin" });
    if (found === null) return say(response, 404, { message: "Not Found" });
    if (!Array.isArray(found)) return say(response, 200, found);
    const size = Math.min(options.pageSize ?? 100, Number(url.searchParams.get("per_page")));
    const start = (Number(url.searchParams.get("page")) - 1) * size;
    const items = found.slice(start, start + size);
    const isSearch = url.pathname.startsWith("/search/");
    say(response, 200, isSearch ? { total_count: found.length, incomplete_results: false, items } : items);
  };
  const server = createServer(handle);
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requestCount() {
      return faults.requestCount;
    },
    asked,
    userAgents,
    failRequest: n => faults.failRequest(n),
    limitNext: seconds => faults.limitNext(seconds),
    forbidNext: headers => {
      forbidden = headers;
    },
    addUnknownFields: () => faults.addUnknownFields(),
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type Found = object | readonly object[] | "forbidden" | null;

class Answers {
  constructor(private readonly world: FakeGithubWorld) {}

  to(url: URL, accept: string): Found {
    const [first = "", second = "", ...rest] = url.pathname.split("/").slice(1);
    const query = url.searchParams;
    if (first === "user") return this.profile(({ id }) => String(id) === second);
    if (first === "search")
      return second === "issues" ? this.foundIssues(query) : this.topRepositories(query);
    if (first === "users") return this.ofUser(second, rest.join("/"));
    if (first === "repos") return this.ofRepository(second, rest, query, accept);
    return null;
  }

  private profile(isAsked: (user: FakeGithubUser) => boolean): Found {
    const user = this.world.users.find(isAsked);
    if (user === undefined) return null;
    const owned = this.world.repositories[user.login] ?? [];
    return {
      ...this.person(user.login),
      ...{ name: `${user.login} in full`, bio: "Makes things.", blog: `${user.login}.example`, email: null },
      ...{ created_at: "2011-04-01T10:00:00Z", updated_at: "2026-01-01T10:00:00Z" },
      ...{ followers: user.followers?.length ?? 0, following: 3, public_repos: owned.length },
    };
  }

  private ofUser(login: string, list: string): Found {
    const user = this.world.users.find(one => one.login.toLowerCase() === login.toLowerCase());
    if (user === undefined) return null;
    if (list === "") return this.profile(one => one === user);
    if (list === "followers") return (user.followers ?? []).map(follower => this.person(follower)!);
    if (list === "events/public")
      return (this.world.events[user.login] ?? []).map(event => ({ actor: { id: user.id }, ...event }));
    const newest = [...(this.world.repositories[user.login] ?? [])].sort((a, b) =>
      b.createdAt.localeCompare(a.createdAt),
    );
    return newest.map(repository => this.repository(user.login, repository));
  }

  private ofRepository(
    owner: string,
    path: readonly string[],
    query: URLSearchParams,
    accept: string,
  ): Found {
    const [name = "", ...rest] = path;
    const list = rest.join("/");
    const issue = this.world.issues.find(
      ({ repository, number }) =>
        `${repository}/issues/${number}` === `${owner}/${path.slice(0, 3).join("/")}`,
    );
    if (issue !== undefined && list.endsWith("/comments"))
      return (issue.comments ?? []).map((act, at) => this.comment(act, issue.id * 100 + at));
    if (issue !== undefined && list.endsWith("/reactions"))
      return (issue.reactions ?? []).map((act, at) => ({
        ...{ id: issue.id * 100 + at, content: act.content, created_at: act.at, user: this.person(act.by) },
      }));
    const repository = this.world.repositories[owner]?.find(one => one.name === name);
    if (repository === undefined) return null;
    const { id, stars = [], forks = [], opened = [], comments = [] } = repository;
    const since = query.get("since") ?? "";
    if (list === "stargazers") {
      if (this.world.stars === "forbidden") return "forbidden";
      if (this.world.stars === "empty") return [];
      const isDated = accept.includes("star+json");
      return stars.map(({ by, at }) =>
        isDated ? { starred_at: at, user: this.person(by) } : this.person(by)!,
      );
    }
    const newestFirst = (acts: readonly FakeAct[], dress: (act: FakeAct, id: number) => object) =>
      acts
        .map((act, at) => ({ act, id: id * 1000 + at }))
        .filter(({ act }) => act.at >= since)
        .sort((a, b) => b.act.at.localeCompare(a.act.at))
        .map(({ act, id: itsId }) => dress(act, itsId));
    if (list === "forks")
      return newestFirst(forks, (act, itsId) => ({
        ...{ id: itsId, name, full_name: `${act.by}/${name}`, fork: true, created_at: act.at },
        owner: this.person(act.by),
      }));
    if (list === "issues/comments") return newestFirst(comments, (act, itsId) => this.comment(act, itsId));
    if (list === "issues")
      return newestFirst(opened, (act, itsId) => ({
        ...{ id: itsId, number: itsId, title: "It breaks", body: null, comments: 0, created_at: act.at },
        user: this.person(act.by),
      }));
    return null;
  }

  private topRepositories(query: URLSearchParams): Found {
    const login = /user:(\S+)/.exec(query.get("q") ?? "")?.[1] ?? "";
    return [...(this.world.repositories[login] ?? [])]
      .sort((a, b) => starsOf(b) - starsOf(a))
      .map(repository => this.repository(login, repository));
  }

  private foundIssues(query: URLSearchParams): Found {
    const q = query.get("q") ?? "";
    const [, login] = /author:(\S+)/.exec(q) ?? [];
    const [, from = ""] = /created:>=(\S+)/.exec(q) ?? [];
    return this.world.issues
      .filter(
        ({ by, at, isPullRequest }) => by === login && at >= from && q.includes("is:pr") === !!isPullRequest,
      )
      .sort((a, b) => b.at.localeCompare(a.at))
      .map(({ id, number, repository, by, at, comments = [], reactions = [] }) => {
        const count = (content: string) => reactions.filter(one => one.content === content).length;
        return {
          ...{ id, number, title: `Issue ${number}`, body: "Words.", created_at: at, user: this.person(by) },
          repository_url: `https://api.github.com/repos/${repository}`,
          comments: comments.length,
          reactions: {
            url: "https://api.github.com",
            total_count: reactions.length,
            "+1": count("+1"),
            "-1": count("-1"),
          },
        };
      });
  }

  private repository(login: string, repository: FakeRepository): object {
    const { id, name, createdAt, pushedAt, isFork, isPrivate, forks, opened } = repository;
    return {
      ...{ id, name, full_name: `${login}/${name}`, owner: this.person(login), private: isPrivate ?? false },
      ...{ fork: isFork ?? false, description: `About ${name}`, homepage: "", topics: ["engines"] },
      ...{ created_at: createdAt, pushed_at: pushedAt ?? createdAt, stargazers_count: starsOf(repository) },
      ...{ forks_count: forks?.length ?? 0, open_issues_count: opened?.length ?? 0, language: "Ada" },
    };
  }

  private comment(act: FakeAct, id: number): object {
    return { id, created_at: act.at, updated_at: act.at, body: "I see.", user: this.person(act.by) };
  }

  private person(login: string | null) {
    if (login === null) return null;
    const user = this.world.users.find(one => one.login === login);
    if (user === undefined) throw new Error(`The fake knows no ${login}.`);
    const type = user.type ?? "User";
    return { id: user.id, login, type, site_admin: false, html_url: `https://github.com/${login}` };
  }
}

function starsOf({ starCount, stars }: FakeRepository): number {
  return starCount ?? stars?.length ?? 0;
}
