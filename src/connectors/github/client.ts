import { Octokit } from "@octokit/core";
import { ConfigProblem } from "../../domain/errors.ts";
import { type HttpClient, HttpFailure } from "../../platform/http/http-client.ts";
import type { ConnectorConfig } from "../contract.ts";

/** The API of github.com. */
export const PUBLIC_API = "https://api.github.com";

/** Version of the API whose shapes `wire.ts` reads. Source: https://docs.github.com/rest/about-the-rest-api/api-versions */
const API_VERSION = "2022-11-28";

/** Refusals that mean "nothing here for you": gone, closed to outsiders, too far back, blocked by law. */
const REFUSED = [403, 404, 409, 410, 422, 451];

/** Stands for a refusal on its way through octokit, which would make an error of it. */
const NOTHING = 204;

export type RouteParameters = Readonly<Record<string, string | number>>;

/** Asks GitHub. */
export interface GithubClient {
  /** The answer to `route` ("GET /users/{username}") with placeholders and query from `parameters`; null when GitHub
   *  refuses for good. `accept` names a media type with more in it ("star").
   *  @throws ConfigProblem for a token that GitHub does not take, and all that the HTTP client throws. */
  get(route: string, parameters: RouteParameters, accept?: string): Promise<unknown>;
}

/** A client of the API that `config` names: octokit writes the requests, `http` sends them. */
export function createGithubClient(http: HttpClient, config: ConnectorConfig): GithubClient {
  const token = config["token"];
  const octokit = new Octokit({
    baseUrl: (config["base_url"] ?? PUBLIC_API).replace(/\/+$/, ""),
    ...(token && { auth: token }),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: fetchThrough(http) },
  });
  return {
    async get(route, parameters, accept) {
      const headers = {
        "x-github-api-version": API_VERSION,
        accept:
          accept === undefined ? "application/vnd.github+json" : `application/vnd.github.${accept}+json`,
      };
      try {
        const { data, status } = await octokit.request(route, { ...parameters, headers });
        if (status === NOTHING) return null;
        if (typeof data === "object" && data !== null) return data;
        const host = new URL(config["base_url"] ?? PUBLIC_API).host;
        throw new HttpFailure(`${host} answered something that is no JSON.`, 200, "");
      } catch (error) {
        throw asThrown(error);
      }
    },
  };

  function asThrown(error: unknown): unknown {
    // octokit wraps whatever the sending throws.
    const cause = error instanceof Error && "status" in error && error.cause ? error.cause : error;
    if (cause instanceof HttpFailure && cause.status === 401)
      return new ConfigProblem("GitHub does not take the token in RENOWN_GITHUB_TOKEN; make a new one.");
    return cause;
  }
}

/** A `fetch` for octokit that sends through `http`, so that its guard, allowances, budget and abort hold. */
function fetchThrough(http: HttpClient) {
  return async (url: string, options: { readonly headers: Readonly<Record<string, string>> }) => {
    const { "user-agent": _octokit, ...headers } = options.headers;
    const { status, headers: answered, body } = await http.request(url, { headers, accept: REFUSED });
    return REFUSED.includes(status)
      ? new Response(null, { status: NOTHING })
      : new Response(body, { status, headers: answered });
  };
}

function silent(): void {}
