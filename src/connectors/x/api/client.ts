import { CliError, ConfigProblem, EXIT } from "../../../domain/errors.ts";
import {
  type HttpAnswer,
  type HttpClient,
  HttpFailure,
  jsonOf,
  textOf,
} from "../../../platform/http/http-client.ts";
import { PRICE_MICRO_USD } from "./prices.ts";
import { type WireProblem, wireAnswer } from "./wire.ts";

/** Where API v2 answers. */
export const BASE_URL = "https://api.x.com";

/** One answer of the API, taken apart. */
export interface XAnswer {
  /** `data` as a list; empty when X gave none. */
  readonly items: readonly unknown[];
  readonly includedUsers: readonly unknown[];
  readonly includedPosts: readonly unknown[];
  /** What X could not give, though the rest stands. */
  readonly problems: readonly WireProblem[];
  readonly nextToken: string | null;
  /** Millionths of a dollar that X charges for it at most. */
  readonly cost: number;
}

/** What a request wants of posts and of the accounts beside them. */
export interface Wanted {
  readonly kind: "account" | "posts";
  /** The authors' profiles as well. */
  readonly authors?: boolean;
  /** Which posts these posts answer, quote or pass on. */
  readonly references?: boolean;
}

/** X is renaming "tweet" to "post", in requests too. Asked first in the words of its published description. */
type Words = "post" | "tweet";

const USER_FIELDS = "created_at,description,entities,protected,public_metrics,url,username,verified";
const POST_FIELDS = "conversation_id,created_at,entities,lang,public_metrics,text";

/** Statuses that say something of the question and not of the connection. */
const ANSWERED = [400, 401, 402, 403, 404];

/** Asks API v2 for one thing after another with one token. */
export class XClient {
  private words: Words = "post";

  constructor(
    private readonly http: HttpClient,
    private readonly baseUrl: string,
    private readonly bearerToken: string,
  ) {}

  /** What stands at `path`.
   *  @throws ConfigProblem when the token or the credits do not reach, PathRefused when only this path is closed. */
  async ask(path: string, wanted: Wanted, query: Readonly<Record<string, string>> = {}): Promise<XAnswer> {
    const answer = await this.send(path, { ...query, ...fieldsOf(wanted, this.words) });
    const isOtherWords =
      answer.status === 400 && /post\.fields|referenced_posts|note_post/.test(textOf(answer));
    if (isOtherWords && this.words === "post") {
      this.words = "tweet";
      return this.ask(path, wanted, query);
    }
    refuse(answer, path);
    return readAnswer(jsonOf(answer), wanted.kind, new URL(answer.url).host);
  }

  private send(path: string, query: Readonly<Record<string, string>>): Promise<HttpAnswer> {
    const url = new URL(this.baseUrl.replace(/\/$/, "") + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = { authorization: `Bearer ${this.bearerToken}`, accept: "application/json" };
    return this.http.request(url.href, { headers, accept: ANSWERED });
  }
}

/** X keeps one path closed to this token, or has nothing there. */
export class PathRefused extends CliError {
  override readonly name = "PathRefused";
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message, EXIT.failure);
  }
}

function fieldsOf({ kind, authors, references }: Wanted, words: Words): Readonly<Record<string, string>> {
  if (kind === "account") return { "user.fields": USER_FIELDS };
  const userFields = authors ? { "user.fields": USER_FIELDS } : {};
  const expansions = [
    ...(authors ? ["author_id"] : []),
    ...(references && words === "post" ? ["referenced_posts"] : []),
  ];
  const expanded = expansions.length > 0 ? { expansions: expansions.join(",") } : {};
  if (words === "post") return { "post.fields": `${POST_FIELDS},note_post`, ...userFields, ...expanded };
  const own = "author_id,in_reply_to_user_id,note_tweet,referenced_tweets";
  return { "tweet.fields": `${POST_FIELDS},${own}`, ...userFields, ...expanded };
}

function readAnswer(body: unknown, kind: Wanted["kind"], host: string): XAnswer {
  const parsed = wireAnswer.safeParse(body);
  if (!parsed.success)
    throw new HttpFailure(`${host} answered something that is none of X's answers.`, 200, "");
  const { data, includes, errors, meta } = parsed.data;
  const items = Array.isArray(data) ? data : data === undefined || data === null ? [] : [data];
  const includedUsers = includes?.users ?? [];
  const includedPosts = includes?.posts ?? includes?.tweets ?? [];
  const [accountCount, postCount] =
    kind === "account"
      ? [items.length + includedUsers.length, includedPosts.length]
      : [includedUsers.length, items.length + includedPosts.length];
  return {
    items,
    includedUsers,
    includedPosts,
    problems: errors ?? [],
    nextToken: meta?.next_token ?? null,
    cost: accountCount * PRICE_MICRO_USD.account + postCount * PRICE_MICRO_USD.post,
  };
}

const WHERE = "RENOWN_X_BEARER_TOKEN (developer console of X: your app, Keys and tokens, Bearer token)";

function refuse({ status, body }: HttpAnswer, path: string): void {
  if (status === 401)
    throw new ConfigProblem(
      `X does not accept the token (401). Set ${WHERE} anew; a token is revoked when it is made again.`,
    );
  if (status === 402)
    throw new ConfigProblem(
      "X wants to be paid (402): the app has no credits left. Add some in its developer console; what was read so far stands.",
    );
  if (status === 403 || status === 404)
    throw new PathRefused(
      `X does not let this token read ${path} (${status}). The app must belong to a project with access to API v2; see ${WHERE}.`,
      status,
    );
  if (status === 400)
    throw new HttpFailure(
      `X does not understand ${path} (400).`,
      400,
      new TextDecoder().decode(body).slice(0, 2000),
    );
}
