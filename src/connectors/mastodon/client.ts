import { ConfigProblem } from "../../domain/errors.ts";
import { parsedJson } from "../../lib/parsed-json.ts";
import { type HttpClient, textOf } from "../../platform/http/http-client.ts";
import type { ConnectorConfig } from "../contract.ts";
import { idsOf, learn, learnAccount, missing } from "./known-ids.ts";
import { type KnownIds, readWireAccount, readWireStatus } from "./normalise.ts";
import {
  type WireAccount,
  type WireStatus,
  wireActor,
  wireContext,
  wireInstance,
  wireNodeinfo,
  wireNodeinfoLinks,
  wireSearch,
  wireWebfinger,
} from "./wire.ts";

/** A server that speaks Mastodon's API. */
export interface MastodonServer {
  /** "https://mastodon.social" */
  readonly origin: string;
  /** What stands behind the last @ of its own people; may differ from the host. */
  readonly domain: string;
  /** Mastodon itself or a fork of it, not another program with the same API. */
  readonly isMastodon: boolean;
  /** Where it streams, as it says itself. */
  readonly streamingUrl: string;
}

/** A list and the address of its next part; null when there is none. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Most ids that may be asked for in one request. Source: docs.joinmastodon.org/methods/statuses, /methods/accounts. */
const MOST_IDS = 20;
/** Refusals that mean "not here" and not "not now". */
const ABSENT = [400, 401, 403, 404, 405, 406, 410, 418, 422, 501];

/** Servers once found, for as long as their HTTP client lives. */
const serversOf = new WeakMap<HttpClient, Map<string, Promise<MastodonServer | null>>>();

/** Asks servers of the fediverse; each answer is checked for shape, so that an error page in HTML is a refusal. */
export class MastodonClient {
  /** Server that all questions go to, when one is set. */
  readonly askedOrigin: string | null;

  constructor(
    private readonly http: HttpClient,
    private readonly config: ConnectorConfig,
  ) {
    this.askedOrigin = config["instance"] ? originOf(config["instance"]) : null;
  }

  /** The server at `origin`, asked once; null when no Mastodon API answers there. */
  server(origin: string): Promise<MastodonServer | null> {
    const known = serversOf.get(this.http) ?? new Map<string, Promise<MastodonServer | null>>();
    serversOf.set(this.http, known);
    const found = known.get(origin) ?? this.askServer(origin);
    known.set(origin, found);
    found.catch(() => known.delete(origin));
    return found;
  }

  private async askServer(origin: string): Promise<MastodonServer | null> {
    const answer =
      (await this.ask(`${origin}/api/v2/instance`)) ?? (await this.ask(`${origin}/api/v1/instance`));
    const instance = wireInstance.safeParse(answer?.body).data;
    if (instance?.version === null || instance?.version === undefined) return null;
    const host = new URL(origin).host;
    const domain = instance.domain ?? (instance.uri ? hostOf(instance.uri) : null) ?? host;
    const isMastodon = /^v?[2-9]\./.test(instance.version) && !/compatible/i.test(instance.version);
    const streamingUrl =
      instance.configuration?.urls?.streaming ??
      instance.urls?.streaming_api ??
      origin.replace(/^http/, "ws");
    return { origin, domain: domain.toLowerCase(), isMastodon, streamingUrl };
  }

  /** What program runs at `origin`, by its own word; null when it does not say. */
  async softwareAt(origin: string): Promise<string | null> {
    const { data } = wireNodeinfoLinks.safeParse((await this.ask(`${origin}/.well-known/nodeinfo`))?.body);
    const href = data?.links.find(link => link.rel?.includes("nodeinfo"))?.href;
    if (!href || !URL.canParse(href, origin)) return null;
    const { software } =
      wireNodeinfo.safeParse((await this.ask(new URL(href, origin).href))?.body).data ?? {};
    return software?.name ? [software.name, software.version].filter(Boolean).join(" ") : null;
  }

  /** Actor URI of `acct`, by the WebFinger of its domain; null when that does not know it. */
  async actorOf(domain: string, acct: string): Promise<string | null> {
    const query = new URLSearchParams({ resource: `acct:${acct}` });
    const answer = await this.ask(`https://${domain}/.well-known/webfinger?${query}`);
    const self = wireWebfinger
      .safeParse(answer?.body)
      .data?.links.find(({ rel, type }) => rel === "self" && /activity\+json|ld\+json/.test(type ?? ""));
    if (!self?.href || !/^https:\/\//i.test(self.href) || !URL.canParse(self.href)) return null;
    return self.href;
  }

  /** `name@host` of the account whose actor URI this is, as far as the URI's own server tells. */
  async acctOf(actorUri: string): Promise<string | null> {
    const { host, pathname } = new URL(actorUri);
    const answer = await this.ask(actorUri, { accept: "application/activity+json" });
    const actor = wireActor.safeParse(answer?.body).data;
    const name = actor?.preferredUsername ?? /^\/(?:users\/|@)([\w.-]+)$/.exec(pathname)?.[1];
    return name === undefined ? null : `${name}@${host}`;
  }

  /** The account `name@domain` as `server` knows it; null when it does not. Looks it up, else searches, which some
   *  servers have instead, and by which others fetch it from afar. */
  async account(server: MastodonServer, acct: string): Promise<WireAccount | null> {
    const [name = "", domain = ""] = acct.split("@");
    const isOwn = [server.domain, new URL(server.origin).host].includes(domain.toLowerCase());
    const asked = isOwn ? name : acct;
    const found = await this.ask(
      `${server.origin}/api/v1/accounts/lookup?${new URLSearchParams({ acct: asked })}`,
    );
    const account = readWireAccount(found?.body);
    if (account !== null) return account;
    const resolve: Record<string, string> =
      isOwn || this.tokenFor(server.origin) === null ? {} : { resolve: "true" };
    const query = new URLSearchParams({ q: `@${acct}`, type: "accounts", limit: "5", ...resolve });
    const search = wireSearch.safeParse(
      (await this.ask(`${server.origin}/api/v2/search?${query}`))?.body,
    ).data;
    const isAsked = (one: WireAccount) =>
      [asked, acct].some(name => name.toLowerCase() === one.acct.toLowerCase());
    return (search?.accounts ?? []).map(readWireAccount).find(one => one !== null && isAsked(one)) ?? null;
  }

  /** A list of whatever `read` accepts; what it does not is left out. Empty where the server does not give it. */
  async list<T>(url: string, read: (raw: unknown) => T | null): Promise<Listed<T> | null> {
    const answer = await this.ask(url);
    if (answer === null || !Array.isArray(answer.body)) return null;
    const items = answer.body.map(read).filter(item => item !== null) as T[];
    return { items, next: answer.body.length === 0 ? null : nextOf(answer.headers, url) };
  }

  /** The answers below a status, in its context at `url`. */
  async answersIn(url: string): Promise<readonly WireStatus[]> {
    const { descendants = [] } = wireContext.safeParse((await this.ask(url))?.body).data ?? {};
    return descendants.map(readWireStatus).filter(status => status !== null);
  }

  /** Ids of what `statuses` answer and, when `withMentions`, whom they mention: one request for 20 of each. Servers
   *  before 4.3 do not give them. */
  async idsNamedIn(
    origin: string,
    statuses: readonly WireStatus[],
    { withMentions }: { readonly withMentions: boolean },
  ): Promise<KnownIds> {
    const known = idsOf(statuses);
    const parents = statuses.map(status => status.in_reply_to_id);
    const asked = missing(parents, known.statuses);
    learn(known, await this.byIds(`${origin}/api/v1/statuses`, asked, readWireStatus));
    if (!withMentions) return known;
    const named = statuses.flatMap(status => [
      status.in_reply_to_account_id,
      ...(status.mentions ?? []).map(({ id }) => id),
    ]);
    const unknown = missing(named, known.accounts);
    for (const account of await this.byIds(`${origin}/api/v1/accounts`, unknown, readWireAccount))
      learnAccount(known, account);
    return known;
  }

  /** Those of `ids` that the server gives, so many at once as it allows. */
  private async byIds<T>(
    url: string,
    ids: readonly string[],
    read: (raw: unknown) => T | null,
  ): Promise<readonly T[]> {
    const items: T[] = [];
    for (let at = 0; at < ids.length; at += MOST_IDS) {
      const query = ids.slice(at, at + MOST_IDS).map(id => `id[]=${encodeURIComponent(id)}`);
      const found = await this.list(`${url}?${query.join("&")}`, read);
      if (found === null) break;
      items.push(...found.items);
    }
    return items;
  }

  /** Secret of the server at `origin`; null for any other server than the one it belongs to. */
  tokenFor(origin: string): string | null {
    const token = this.config["access_token"];
    return token && origin === this.askedOrigin ? token : null;
  }

  /** The answer as JSON, or null when the server has none to give: it refuses for good, or answers in HTML. */
  private async ask(
    url: string,
    headers: Readonly<Record<string, string>> = { accept: "application/json" },
  ): Promise<{ readonly body: unknown; readonly headers: Headers } | null> {
    const token = this.tokenFor(new URL(url).origin);
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    const answer = await this.http.request(url, {
      headers: { ...headers, ...authorization },
      accept: ABSENT,
    });
    if (answer.status >= 400) return null;
    const body = parsedJson(textOf(answer));
    return body === undefined ? null : { body, headers: answer.headers };
  }
}

/** The next part of a list by its Link header; only on the same server. */
function nextOf(headers: Headers, url: string): string | null {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(headers.get("link") ?? "")?.[1];
  if (target === undefined || !URL.canParse(target, url)) return null;
  const next = new URL(target, url);
  return next.host === new URL(url).host ? new URL(next.pathname + next.search, url).href : null;
}

/** The origin of a server as a person writes it: a host, or an address.
 *  @throws ConfigProblem when it is neither. */
export function originOf(text: string): string {
  if (isServer(text)) return new URL(addressOf(text)).origin;
  throw new ConfigProblem(`"${text}" is not a server; write its host, for example mastodon.social.`);
}

/** Whether `text` names a server: a host, or an address without a path. */
export function isServer(text: string): boolean {
  if (!URL.canParse(addressOf(text))) return false;
  const { pathname, host } = new URL(addressOf(text));
  return /^\/?$/.test(pathname) && /^[\w.:[\]-]+$/.test(host);
}

const addressOf = (text: string) => (/^https?:\/\//i.test(text) ? text : `https://${text}`);

function hostOf(text: string): string {
  return URL.canParse(text) ? new URL(text).host : text;
}
