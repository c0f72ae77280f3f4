import type {
  Connector,
  ConnectorConfig,
  ConnectorEffects,
  ConnectorRecord,
  Page,
} from "../../src/connectors/contract.ts";
import { toInteraction } from "../../src/connectors/interaction-id.ts";
import { CliError, EXIT } from "../../src/domain/errors.ts";
import type { NetworkName } from "../../src/domain/network.ts";
import { HttpFailure, jsonOf, RequestsSpent } from "../../src/platform/http/http-client.ts";

/** A post whose actors are still to be read. */
interface Drawn {
  readonly id: string;
  readonly acts: number;
}

/** Where a reading of the fake network stands. */
interface Place {
  readonly step: "posts" | "acts" | "people" | "done";
  readonly id: string;
  readonly next: string;
  readonly posts: readonly Drawn[];
  readonly people: readonly string[];
}

interface Profile {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly followers: number;
  readonly posts: number;
  readonly protected: boolean;
  readonly listed: boolean;
}

interface Items<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

type Ask = <T>(path: string, query: Readonly<Record<string, string>>) => Promise<T>;

const PROFILES_A_REQUEST = 25;

export interface FakeConnectorOptions {
  readonly network?: NetworkName;
  readonly needsToken?: boolean;
  /** US dollars a request; free when absent. */
  readonly usdPerRequest?: number;
}

/** A connector for the fake network: profile and newest posts first, then older posts, who acted on the posts that drew
 *  most, and who those people are. */
export function fakeConnector(options: FakeConnectorOptions = {}): Connector {
  const { network = "bluesky", needsToken = false, usdPerRequest } = options;
  return {
    network,
    capabilities: {
      ...{ listsActors: true, counts: "exact", seesRemovals: false, historyDays: null },
      allowsAuthenticity: true,
    },
    configFields: [
      {
        ...{ name: "service", kind: "url", isSecret: false, isRequired: false },
        ...{ defaultValue: "https://fake.invalid", help: "The server to ask." },
      },
      {
        ...{ name: "token", kind: "text", isSecret: true, isRequired: needsToken },
        help: "A token from the fake network's settings.",
      },
    ],
    check: config =>
      needsToken && config["token"] === undefined
        ? [{ field: "token", problem: "a token is needed", hint: "Set RENOWN_BLUESKY_TOKEN." }]
        : [],
    estimate: () =>
      usdPerRequest === undefined
        ? null
        : { requests: 60, usd: 60 * usdPerRequest, basis: "60 requests at the fake network's price" },
    async *readAccount(query, reading, config, effects) {
      const ask = asker(config, effects);
      const rows = new Rows(network, effects.now().toISOString(), reading.from);
      try {
        if (reading.cursor === null) {
          const profile = await findProfile(ask, query).catch(unknownAsError(query.value));
          if (profile.protected || !profile.listed) {
            yield page([rows.account(profile)], { ...START, step: "done", id: profile.id });
            return;
          }
          const posts = await ask<Items<Post>>("/posts", { id: profile.id });
          const first = rows.afterPosts({ ...START, id: profile.id }, posts);
          yield page([rows.account(profile), rows.stats(profile), ...first.records], first.place);
          yield* readOn(first.place, ask, rows);
        } else yield* readOn(JSON.parse(reading.cursor) as Place, ask, rows);
      } catch (error) {
        if (!(error instanceof RequestsSpent)) throw error;
      }
    },
    streams: [],
    memberSources: [],
  };
}

const START: Place = { step: "posts", id: "", next: "", posts: [], people: [] };

async function* readOn(start: Place, ask: Ask, rows: Rows): AsyncIterable<Page> {
  let place = start;
  while (place.step !== "done") {
    const read = await nextPage(place, ask, rows);
    yield page(read.records, read.place);
    place = read.place;
  }
}

async function nextPage(
  place: Place,
  ask: Ask,
  rows: Rows,
): Promise<{ readonly records: readonly ConnectorRecord[]; readonly place: Place }> {
  if (place.step === "posts") {
    const posts = await ask<Items<Post>>("/posts", { id: place.id, cursor: place.next });
    return rows.afterPosts(place, posts);
  }
  if (place.step === "acts") {
    const [post, ...rest] = place.posts;
    const acts = await ask<Items<Act>>("/acts", { post: post!.id, cursor: place.next });
    const people = [...new Set([...place.people, ...acts.items.map(({ actor }) => actor)])];
    const isDone = acts.next === null;
    const left = isDone ? rest : place.posts;
    const step = left.length === 0 ? "people" : "acts";
    const records = acts.items.map(act => rows.act(place.id, post!.id, act));
    const spans = step === "people" ? rows.spans(place.id, ["interactions"]) : [];
    return {
      records: [...records, ...spans],
      place: {
        ...place,
        step: people.length === 0 && step === "people" ? "done" : step,
        next: acts.next ?? "",
        posts: left,
        people,
      },
    };
  }
  const asked = place.people.slice(0, PROFILES_A_REQUEST);
  const left = place.people.slice(PROFILES_A_REQUEST);
  const { items } = await ask<Items<Profile>>("/profiles", { ids: asked.join(",") });
  const records = items.flatMap(profile => [rows.account(profile), rows.stats(profile)]);
  return { records, place: { ...place, step: left.length === 0 ? "done" : "people", people: left } };
}

function page(records: readonly ConnectorRecord[], place: Place): Page {
  return { records, cursor: JSON.stringify(place), isLast: place.step === "done" };
}

function asker(config: ConnectorConfig, effects: ConnectorEffects): Ask {
  return async <T>(path: string, query: Readonly<Record<string, string>>) => {
    effects.signal.throwIfAborted();
    const token = config["token"];
    const answer = await effects.http.request(`${config["service"]}${path}?${new URLSearchParams(query)}`, {
      ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    });
    return jsonOf(answer) as T;
  };
}

function findProfile(ask: Ask, { kind, value }: { readonly kind: string; readonly value: string }) {
  return ask<Profile>("/profile", { [kind]: value });
}

function unknownAsError(value: string) {
  return (error: unknown): never => {
    if (error instanceof HttpFailure && error.status === 404)
      throw new CliError(`The fake network has no account ${value}.`, EXIT.unknownHandle);
    throw error;
  };
}

interface Post {
  readonly id: string;
  readonly at: string;
  readonly text: string;
  readonly likes: number;
  readonly reposts: number;
}

interface Act {
  readonly kind: "like" | "repost";
  readonly actor: string;
  readonly at: string;
}

/** Makes rows of the fake network's words. */
class Rows {
  constructor(
    private readonly network: NetworkName,
    private readonly now: string,
    private readonly from: string,
  ) {}

  account({ id, handle, name, listed, protected: isProtected }: Profile): ConnectorRecord {
    const row = {
      ...{ network: this.network, account_id: id, handle, display_name: name, kind: "unknown" as const },
      ...{ bio: null, url: null, created_at: null, is_protected: isProtected, is_indexable: listed },
      ...{ is_verified: null, observed_at: this.now },
    };
    return { table: "accounts", row };
  }

  stats({ id, followers, posts }: Profile): ConnectorRecord {
    const row = {
      ...{ network: this.network, account_id: id, observed_at: this.now },
      ...{ followers_count: followers, following_count: null, posts_count: posts, listed_count: null },
    };
    return { table: "account_stats", row };
  }

  act(target: string, post: string, { kind, actor, at }: Act): ConnectorRecord {
    const act = {
      network: this.network,
      kind,
      actor_id: actor,
      target_id: target,
      post_id: post,
      acted_at: at,
    };
    return { table: "interactions", row: toInteraction(act) };
  }

  spans(
    id: string,
    tables: readonly ("posts" | "post_stats" | "interactions")[],
  ): readonly ConnectorRecord[] {
    return tables.map(table => ({
      table: "observations",
      row: {
        ...{ network: this.network, scope: id, table, kind: "*", from_at: this.from, to_at: this.now },
        ...{ is_complete: true, source: "fake" },
      },
    }));
  }

  /** The rows of a page of posts, and where to go on. */
  afterPosts(place: Place, { items, next }: Items<Post>) {
    const inWindow = items.filter(({ at }) => at >= this.from);
    const records = inWindow.flatMap(post => this.post(place.id, post));
    const isLast = next === null || inWindow.length < items.length;
    const posts = [
      ...place.posts,
      ...inWindow.map(({ id, likes, reposts }) => ({ id, acts: likes + reposts })),
    ];
    const drawn = isLast
      ? posts.filter(({ acts }) => acts > 0).sort((a, b) => b.acts - a.acts || (a.id < b.id ? -1 : 1))
      : posts;
    const step = !isLast ? "posts" : drawn.length === 0 ? "done" : "acts";
    const spans = isLast ? this.spans(place.id, ["posts", "post_stats"]) : [];
    const after: Place = { ...place, step, next: isLast ? "" : next, posts: drawn };
    return { records: [...records, ...spans], place: after };
  }

  private post(author: string, { id, at, text, likes, reposts }: Post): readonly ConnectorRecord[] {
    const { network, now } = this;
    const post = {
      ...{
        network,
        post_id: id,
        author_id: author,
        posted_at: at,
        edited_at: null,
        kind: "original" as const,
      },
      ...{ parent_post_id: null, parent_author_id: null, root_post_id: null, lang: null, text },
      ...{ tags: null, links: null, mention_ids: null },
    };
    const stats = {
      ...{ network, post_id: id, observed_at: now, like_count: likes, repost_count: reposts },
      ...{ reply_count: null, quote_count: null, view_count: null },
    };
    return [
      { table: "posts", row: post },
      { table: "post_stats", row: stats },
    ];
  }
}
