import { setTimeout as delay } from "node:timers/promises";
import { ConfigProblem } from "../../domain/errors.ts";
import { parsedJson } from "../../lib/parsed-json.ts";
import { HttpFailure } from "../../platform/http/http-client.ts";
import type { Socket } from "../../platform/http/socket-client.ts";
import type { ConnectorConfig, ConnectorEffects, ConnectorRecord, LiveStream, Page } from "../contract.ts";
import { MastodonClient, type MastodonServer, originOf } from "./client.ts";
import { accountRows, readWireStatus, statusRows } from "./normalise.ts";
import { RecentPosts } from "./recent-posts.ts";
import { type WireStatus, wireStreamEvent } from "./wire.ts";

/** Waits; rejects when aborted. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

const STATUSES_A_PAGE = 40;
/** Between two looks at a timeline whose server gives no stream: a page of 40 posts in half a minute is what a server
 *  of some ten thousand active people publishes. */
const POLL_MILLISECONDS = 30_000;
const FIRST_RETRY_MILLISECONDS = 1000;
const MOST_RETRIES = 6;

/** The public timeline of one server, as it is published: over a web socket where the server lets us, else by asking
 *  again. What was published while nobody listened is fetched first. */
export function publicStream(
  pause: Pause = (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
): LiveStream {
  return {
    name: "public",
    gives:
      "Public posts of one server (--local: of its own people only), whom they answer, quote and mention, and deletions.",
    async *follow(cursor, options, config, effects) {
      const instance = options["instance"] ?? config["instance"];
      if (typeof instance !== "string" || instance === "")
        throw new ConfigProblem(
          "Say which server to follow: --instance mastodon.social (add --local for its own people).",
        );
      const origin = originOf(instance);
      const follower = new TimelineFollower(origin, options["local"] === true, config, effects, pause);
      try {
        yield* follower.follow(cursor);
      } catch (error) {
        if (!effects.signal.aborted) throw error;
      }
    },
  };
}

interface Position {
  /** Newest status handed out, by the server's own number; null before the first. */
  readonly newestId: string | null;
}

class TimelineFollower {
  private readonly client: MastodonClient;
  private readonly recent = new RecentPosts();
  private newestId: string | null = null;

  constructor(
    private readonly origin: string,
    private readonly isLocalOnly: boolean,
    config: ConnectorConfig,
    private readonly effects: ConnectorEffects,
    private readonly pause: Pause,
  ) {
    this.client = new MastodonClient(effects.http, config);
  }

  async *follow(cursor: string | null): AsyncGenerator<Page> {
    const { signal } = this.effects;
    this.newestId = cursor === null ? null : (JSON.parse(cursor) as Position).newestId;
    const server = await this.client.server(this.origin);
    if (server === null)
      throw new ConfigProblem(
        `${new URL(this.origin).host} does not speak Mastodon's API; name another server.`,
      );
    await this.lookBack(server);
    for (let failures = 0; !signal.aborted; ) {
      // The socket is opened before catching up, so that nothing falls between the two.
      const socket = await this.openSocket(server);
      try {
        for await (const page of this.catchUp(server)) {
          failures = 0;
          yield page;
        }
        if (socket === null) await this.pause(POLL_MILLISECONDS, signal);
        else
          for await (const message of socket.messages()) {
            const page = await this.pageOfMessage(server, message);
            if (page === null) continue;
            failures = 0;
            yield page;
          }
      } catch (error) {
        if (signal.aborted || !(error instanceof HttpFailure) || ++failures > MOST_RETRIES) throw error;
      } finally {
        socket?.close();
      }
      if (socket !== null) await this.pause(FIRST_RETRY_MILLISECONDS * 2 ** failures, signal);
    }
  }

  /** Learns the addresses of the newest posts that are already handed out, since a deletion names only the server's
   *  number; at a new start also where "now" is. */
  private async lookBack(server: MastodonServer): Promise<void> {
    const before = this.newestId === null ? {} : { max_id: this.newestId };
    const { items } = await this.timeline(server, before);
    for (const status of items) this.recent.add(status.id, status.uri);
    if (this.newestId === null) this.newestId = items[0]?.id ?? "0";
  }

  /** What was published after the newest status handed out, oldest first. */
  private async *catchUp(server: MastodonServer): AsyncGenerator<Page> {
    for (;;) {
      const { items } = await this.timeline(server, { min_id: this.newestId ?? "0" });
      const news = items.filter(({ id }) => isNewer(id, this.newestId));
      if (news.length === 0) return;
      yield await this.page(server, news.reverse(), false);
    }
  }

  private async timeline(server: MastodonServer, range: Readonly<Record<string, string>>) {
    const query = new URLSearchParams({ limit: String(STATUSES_A_PAGE), ...range });
    if (this.isLocalOnly) query.set("local", "true");
    const listed = await this.client.list(
      `${server.origin}/api/v1/timelines/public?${query}`,
      readWireStatus,
    );
    if (listed !== null) return listed;
    throw new ConfigProblem(
      `${new URL(server.origin).host} shows its public timeline only to its members: set RENOWN_MASTODON_INSTANCE ` +
        "and RENOWN_MASTODON_ACCESS_TOKEN, or name another server.",
    );
  }

  /** Null where the server gives no stream to us: since 4.2 it asks for a token. */
  private async openSocket({ origin, streamingUrl }: MastodonServer): Promise<Socket | null> {
    const token = this.client.tokenFor(origin);
    const stream = this.isLocalOnly ? "public:local" : "public";
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    try {
      const base = streamingUrl.replace(/\/+$/, "");
      return await this.effects.sockets.open(`${base}/api/v1/streaming?stream=${stream}`, { headers });
    } catch (error) {
      if (error instanceof HttpFailure && !this.effects.signal.aborted) return null;
      throw error;
    }
  }

  private async pageOfMessage(server: MastodonServer, message: string | Uint8Array): Promise<Page | null> {
    const event = wireStreamEvent.safeParse(parsedJson(typeof message === "string" ? message : "")).data;
    if (event === undefined) return null;
    if (event.event === "delete") return this.deletionPage(event.payload ?? "");
    if (event.event !== "update" && event.event !== "status.update") return null;
    const status = readWireStatus(parsedJson(event.payload ?? ""));
    if (status === null) return this.pageWith([rejection(server.domain, "malformed_status")]);
    return this.page(server, [status], event.event === "update");
  }

  /** A deletion of a post that was not seen is counted: its address is not known, and no row can name it. */
  private deletionPage(id: string): Page {
    const uri = this.recent.uriOf(id);
    if (uri === null) return this.pageWith([rejection(new URL(this.origin).host, "unknown_deleted_post")]);
    const removed_at = this.effects.now().toISOString();
    const subject = { network: "mastodon", subject: "post", subject_id: uri } as const;
    return this.pageWith([{ table: "removals", row: { ...subject, removed_at, reason: "deleted" } }]);
  }

  private async page(
    server: MastodonServer,
    statuses: readonly WireStatus[],
    isFresh: boolean,
  ): Promise<Page> {
    const from = { ...server, observedAt: this.effects.now().toISOString() };
    const known = await this.client.idsNamedIn(server.origin, statuses, { withMentions: true });
    for (const { id, uri } of statuses) {
      this.recent.add(id, uri);
      if (isNewer(id, this.newestId)) this.newestId = id;
    }
    return this.pageWith(
      statuses.flatMap(status => [
        ...statusRows(status, known, from, { isFresh }),
        ...accountRows(status.account, from),
      ]),
    );
  }

  private pageWith(records: readonly ConnectorRecord[]): Page {
    const position: Position = { newestId: this.newestId };
    return { records, cursor: JSON.stringify(position), isLast: false };
  }
}

/** Numbers of a server rise; they are compared as text of equal length, since they pass 2^53. */
function isNewer(id: string, than: string | null): boolean {
  return than === null || id.length > than.length || (id.length === than.length && id > than);
}

function rejection(file: string, reason: string): ConnectorRecord {
  return { rejection: { file, reason, raw: "" } };
}
