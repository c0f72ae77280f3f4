import { z } from "zod";
import { CliError, ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type HttpAnswer, type HttpClient, HttpFailure, jsonOf } from "../../platform/http/http-client.ts";

/** The Graph API refused a question. Its own words are left out: some of them repeat the token. */
export class GraphRefusal extends CliError {
  override readonly name = "GraphRefusal";
  constructor(
    path: string,
    /** Meta's number for what went wrong. */
    readonly code: number,
  ) {
    super(`The Graph API does not answer ${path} to this token (code ${code}).`, EXIT.failure);
  }
}

/** Source: https://developers.facebook.com/docs/graph-api/guides/error-handling */
const TOKEN_CODES = new Set([102, 190]);
const PASSING_CODES = new Set([1, 2]);
const LIMIT_CODES = new Set([4, 17, 32, 341, 613]);
/** Limits of business use cases have a range of their own. */
const isLimit = (code: number) => LIMIT_CODES.has(code) || (code >= 80_000 && code <= 80_014);

const wireError = z.looseObject({ error: z.looseObject({ code: z.int() }) });
const wireUsage = z.record(
  z.string(),
  z.array(z.looseObject({ estimated_time_to_regain_access: z.number().optional() })),
);

/** Statuses with which the Graph API says no in JSON. */
const ANSWERED = [400, 401, 403, 404];

/** Asks Meta's Graph API, with the token in a header so that it stands in no address. */
export class GraphClient {
  constructor(
    private readonly http: HttpClient,
    private readonly settings: { readonly baseUrl: string; readonly version: string; readonly token: string },
    /** Environment variable of the token, for the error that asks for a new one. */
    private readonly tokenVariable: string,
  ) {}

  /** What stands at `path`, as JSON.
   *  @throws ConfigProblem for a token that is no longer valid, GraphRefusal when it does not reach this far,
   *  HttpFailure when Meta wants to be left alone. */
  async get(path: string, query: Readonly<Record<string, string>>): Promise<unknown> {
    const { baseUrl, version, token } = this.settings;
    const url = new URL(`${baseUrl.replace(/\/$/, "")}/${version}/${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
    const answer = await this.http.request(url.href, { headers, accept: ANSWERED });
    const body = jsonOf(answer);
    if (answer.status < 300) return body;
    throw this.problemOf(answer, body, path);
  }

  private problemOf(answer: HttpAnswer, body: unknown, path: string): Error {
    const code = wireError.safeParse(body).data?.error.code ?? 0;
    const { host } = new URL(answer.url);
    if (TOKEN_CODES.has(code) || answer.status === 401)
      return new ConfigProblem(
        `The Graph API no longer accepts the token (code ${code}). Make a new one and set ${this.tokenVariable}.`,
      );
    if (isLimit(code)) {
      const minutes = minutesOf(answer.headers.get("x-business-use-case-usage"));
      return new HttpFailure(
        `${host} allows no more requests for now (code ${code}); try again in ${minutes ?? "some"} minutes.`,
        answer.status,
        "",
      );
    }
    if (PASSING_CODES.has(code))
      return new HttpFailure(`${host} cannot answer for the moment (code ${code}).`, answer.status, "");
    return new GraphRefusal(path, code);
  }
}

function minutesOf(header: string | null): number | null {
  if (header === null) return null;
  try {
    const uses = Object.values(wireUsage.parse(JSON.parse(header))).flat();
    return Math.max(...uses.map(use => use.estimated_time_to_regain_access ?? 0)) || null;
  } catch {
    return null;
  }
}
