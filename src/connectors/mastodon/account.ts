import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type {
  AccountReading,
  ConnectorConfig,
  ConnectorEffects,
  ConnectorRecord,
  Page,
} from "../contract.ts";
import { goneRow } from "../reading/plain-rows.ts";
import { type AccountReader, type Part as PartOf, readPages, stateIn } from "../reading/read-pages.ts";
import { rejection } from "../reading/rejections.ts";
import { idsOf, type Listed, MastodonClient, type MastodonServer } from "./client.ts";
import {
  accountIdOf,
  accountRows,
  isLocal,
  isoOf,
  isPublic,
  isReadable,
  reactionRows,
  readWireAccount,
  readWireStatus,
  statusRows,
} from "./normalise.ts";
import {
  actorSpans,
  nextStep,
  type OpenPost,
  postSpans,
  profileSpans,
  type ReadingState,
  withOpen,
} from "./reading-state.ts";
import type { WireAccount } from "./wire.ts";

const STATUSES_A_PAGE = 40;
const ACTORS_A_PAGE = 80;
/** Parts of one list of actors that are read: a sample of 240 people stands for the rest. While older posts are still
 *  to be read it is 80, so that more posts are looked at within a budget. */
const MOST_ACTOR_PAGES = 3;

/** One account: profile and newest posts first, then by turns older posts and who liked, boosted and answered those
 *  that drew most. Each page costs one to seven requests. */
export function readAccount(
  query: HandleQuery,
  reading: AccountReading,
  config: ConnectorConfig,
  effects: ConnectorEffects,
): AsyncIterable<Page> {
  const account = new MastodonReading(new MastodonClient(effects.http, config), reading);
  const reader: AccountReader<ReadingState | null> = {
    first: observedAt => account.first(query, observedAt),
    next: state => account.next(state!),
    isOver: state => state === null || nextStep(state) === null,
    stateOf: cursor =>
      cursor === "null"
        ? null
        : stateIn<ReadingState>(cursor, "Mastodon", ({ origin }) => origin !== undefined),
  };
  return readPages(reader, reading, effects);
}

type Part = PartOf<ReadingState | null>;

class MastodonReading {
  constructor(
    private readonly client: MastodonClient,
    private readonly reading: AccountReading,
  ) {}

  async first(query: HandleQuery, observedAt: string): Promise<Part> {
    const { server, account } = await this.find(query);
    const from = { ...server, observedAt };
    const accountId = accountIdOf(account);
    if (accountId === null) return { records: [rejection(server.domain, "missing_id")], state: null };
    const profile = accountRows(account, from);
    if (account.suspended === true) {
      const gone = { network: "mastodon", account_id: accountId, observed_at: observedAt } as const;
      return { records: [profile[0]!, goneRow(gone)], state: null };
    }
    if (!isReadable(account)) return { records: profile, state: null };
    const statuses = new URL(`/api/v1/accounts/${encodeURIComponent(account.id)}/statuses`, server.origin);
    statuses.search = new URLSearchParams({
      exclude_reblogs: "true",
      limit: String(STATUSES_A_PAGE),
    }).toString();
    const state: ReadingState = {
      origin: server.origin,
      domain: server.domain,
      isMastodon: server.isMastodon,
      observedAt,
      localId: account.id,
      accountId,
      isWhole: server.isMastodon && isLocal(account),
      next: statuses.href,
      statusPages: 0,
      open: [],
      reactedPosts: 0,
      hasEveryActor: true,
    };
    const posts = await this.readStatuses(state, statuses.href);
    return { records: [...profile, ...profileSpans(state), ...posts.records], state: posts.state };
  }

  next(state: ReadingState): Promise<Part> {
    const step = nextStep(state)!;
    return step.kind === "statuses"
      ? this.readStatuses(state, state.next!)
      : this.readReactions(state, step.post);
  }

  /** The server to ask and the account there. A fediverse id is an address on its own server, a handle's domain may
   *  only point to the server. */
  private async find(query: HandleQuery): Promise<{ server: MastodonServer; account: WireAccount }> {
    const acct = query.kind === "id" ? await this.client.acctOf(query.value) : query.value;
    if (acct === null) throw unknown(query.value, "its server does not say whose it is");
    const domain = acct.slice(acct.lastIndexOf("@") + 1);
    const first = this.client.askedOrigin ?? `https://${domain}`;
    let server = await this.client.server(first);
    let account = server && (await this.client.account(server, acct));
    if (account === null && this.client.askedOrigin === null) {
      const actorUri = await this.client.actorOf(domain, acct);
      const home = actorUri === null ? null : await this.client.server(new URL(actorUri).origin);
      // A domain may also point to a name on somebody else's server.
      const nameThere = home === null || home.origin === first ? null : await this.client.acctOf(actorUri!);
      if (home !== null && nameThere !== null) {
        server = home;
        account = await this.client.account(home, nameThere);
      }
    }
    if (server === null) {
      const software = await this.client.softwareAt(first);
      const runs = software === null ? "" : ` (it runs ${software})`;
      throw unknown(
        acct,
        `${new URL(first).host} does not speak Mastodon's API${runs}; set RENOWN_MASTODON_INSTANCE to a server that does`,
      );
    }
    if (account === null) {
      const host = new URL(server.origin).host;
      throw unknown(acct, `${host} knows no such account. Check the spelling`);
    }
    return { server, account };
  }

  private async readStatuses(state: ReadingState, url: string): Promise<Part> {
    const listed = await this.client.list(url, readWireStatus);
    if (listed === null) {
      const records = [rejection(state.domain, "posts_not_shown")];
      return { records, state: { ...state, next: null, hasEveryActor: false } };
    }
    const { from } = this.reading;
    const times = listed.items.map(status => isoOf(status.created_at) ?? state.observedAt);
    const statuses = listed.items.filter(
      (status, at) => times[at]! >= from && isPublic(status) && !status.reblog,
    );
    const isThrough = listed.next === null || times.some(time => time < from);
    const known = await this.client.idsNamedIn(state.origin, statuses, { withMentions: false });
    const read = withOpen(
      { ...state, next: isThrough ? null : listed.next, statusPages: state.statusPages + 1 },
      statuses,
    );
    const oldest = isThrough ? from : times.toSorted()[0]!;
    return {
      records: [
        ...statuses.flatMap(status => statusRows(status, known, state)),
        ...postSpans(state, oldest),
        ...actorSpans(read, from),
      ],
      state: read,
    };
  }

  private async readReactions(state: ReadingState, post: OpenPost): Promise<Part> {
    const target = { uri: post.uri, authorId: state.accountId, postedAt: post.at };
    const records: ConnectorRecord[] = [];
    const likers = await this.actors(state, post, "favourited_by", post.likes);
    records.push(...reactionRows("like", target, likers.items, state));
    const boosters = await this.actors(state, post, "reblogged_by", post.reposts);
    records.push(...reactionRows("repost", target, boosters.items, state));
    if (post.replies > 0) {
      const answers = (await this.client.answersTo(state.origin, post.id)).filter(isPublic);
      const { accounts, statuses } = idsOf(answers);
      const known = {
        accounts: accounts.set(state.localId, state.accountId),
        statuses: statuses.set(post.id, post.uri),
      };
      for (const answer of answers) {
        if (answer.account.id === state.localId) continue;
        records.push(...statusRows(answer, known, state), ...accountRows(answer.account, state));
      }
    }
    const read: ReadingState = {
      ...state,
      open: state.open.filter(({ uri }) => uri !== post.uri),
      reactedPosts: state.reactedPosts + 1,
      hasEveryActor: state.hasEveryActor && likers.isWhole && boosters.isWhole,
    };
    return { records: [...records, ...actorSpans(read, this.reading.from)], state: read };
  }

  /** Who did it, and whether that is everybody who was counted. */
  private async actors(
    { origin, next }: ReadingState,
    { id }: OpenPost,
    list: "favourited_by" | "reblogged_by",
    count: number,
  ): Promise<{ readonly items: readonly WireAccount[]; readonly isWhole: boolean }> {
    const items: WireAccount[] = [];
    if (count === 0) return { items, isWhole: true };
    let url: string | null =
      `${origin}/api/v1/statuses/${encodeURIComponent(id)}/${list}?limit=${ACTORS_A_PAGE}`;
    const mostPages = next === null ? MOST_ACTOR_PAGES : 1;
    for (let page = 0; url !== null && page < mostPages && items.length < count; page++) {
      const listed: Listed<WireAccount> | null = await this.client.list(url, readWireAccount);
      items.push(...(listed?.items ?? []));
      url = listed?.next ?? null;
    }
    return { items, isWhole: items.length >= count };
  }
}

function unknown(name: string, why: string): CliError {
  return new CliError(
    `${name.includes("://") ? name : `@${name}`} was not found: ${why}.`,
    EXIT.unknownHandle,
  );
}
