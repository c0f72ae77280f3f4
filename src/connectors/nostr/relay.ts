import { CliError } from "../../domain/errors.ts";
import { parsedJson } from "../../lib/parsed-json.ts";
import { HttpFailure } from "../../platform/http/http-client.ts";
import type { Socket, SocketClient } from "../../platform/http/socket-client.ts";
import type { Rejection } from "../contract.ts";
import { type Filter, type NostrEvent, readEvent } from "./wire.ts";

const TIMEOUT_MILLISECONDS = 10_000;
const RAW_LENGTH = 200;

/** What the relays together answered: each event once, newest first, ties by id. */
export interface Answer {
  readonly events: readonly NostrEvent[];
  readonly rejections: readonly Rejection[];
  /** Events that the fullest relay sent. */
  readonly fullestCount: number;
}

/** Several relays asked as one: each holds a part, and some may be away. */
export class RelayPool {
  private requestCount = 0;

  private constructor(private open: readonly Relay[]) {}

  /** A pool of those of `urls` that can be reached.
   *  @throws HttpFailure when none can, InputProblem for an address that may not be asked. */
  static async connect(
    sockets: SocketClient,
    urls: readonly string[],
    signal: AbortSignal,
  ): Promise<RelayPool> {
    const relays = await withoutFailed(
      urls.map(async url => new Relay(url, await sockets.open(url), signal)),
    );
    return new RelayPool(relays);
  }

  /** Stored events that fit `filter`. A relay that fails is asked no more.
   *  @throws HttpFailure when the last one fails. */
  async query(filter: Filter): Promise<Answer> {
    this.requestCount += 1;
    const subscription = `renown-${this.requestCount}`;
    const answers = await withoutFailed(
      this.open.map(async relay => ({ relay, ...(await relay.query(subscription, filter)) })),
    );
    this.open = answers.map(({ relay }) => relay);
    const events = new Map(answers.flatMap(answer => answer.events.map(event => [event.id, event] as const)));
    return {
      events: [...events.values()].sort((a, b) => b.created_at - a.created_at || (a.id < b.id ? -1 : 1)),
      rejections: answers.flatMap(({ rejections }) => rejections),
      fullestCount: Math.max(...answers.map(answer => answer.events.length + answer.rejections.length)),
    };
  }

  close(): void {
    for (const relay of this.open) relay.close();
  }
}

/** One relay. Source: NIP-01, communication between clients and relays. */
class Relay {
  private readonly messages: AsyncIterator<string | Uint8Array>;

  constructor(
    private readonly url: string,
    private readonly socket: Socket,
    private readonly signal: AbortSignal,
  ) {
    this.messages = socket.messages()[Symbol.asyncIterator]();
  }

  async query(subscription: string, filter: Filter) {
    const events: NostrEvent[] = [];
    const rejections: Rejection[] = [];
    this.socket.send(JSON.stringify(["REQ", subscription, filter]));
    for (;;) {
      const [word, of, content] = await this.next();
      if (of !== subscription) continue;
      if (word === "EVENT") {
        const event = readEvent(content);
        if ("id" in event) events.push(event);
        else {
          const raw = JSON.stringify(content)?.slice(0, RAW_LENGTH) ?? "";
          rejections.push({ file: this.url, reason: event.reason, raw });
        }
      } else if (word === "CLOSED")
        throw new HttpFailure(`${this.url} refuses to answer: ${String(content)}.`, null, String(content));
      else if (word === "EOSE") {
        this.socket.send(JSON.stringify(["CLOSE", subscription]));
        return { events, rejections };
      }
    }
  }

  close(): void {
    this.socket.close();
  }

  /** The next message that is a list; anything else is no answer to what was asked. */
  private async next(): Promise<readonly unknown[]> {
    for (;;) {
      const { done, value } = await this.inTime(this.messages.next());
      if (done) throw new HttpFailure(`${this.url} closed the connection.`, null, "");
      const message = parsedJson(String(value));
      if (Array.isArray(message)) return message;
    }
  }

  private inTime<T>(work: Promise<T>): Promise<T> {
    const limit = AbortSignal.any([this.signal, AbortSignal.timeout(TIMEOUT_MILLISECONDS)]);
    return new Promise((resolve, reject) => {
      const onLimit = () =>
        reject(
          this.signal.aborted
            ? this.signal.reason
            : new HttpFailure(`${this.url} did not answer in time.`, null, ""),
        );
      if (limit.aborted) onLimit();
      limit.addEventListener("abort", onLimit, { once: true });
      work.then(resolve, reject).finally(() => limit.removeEventListener("abort", onLimit));
    });
  }
}

/** What of `tasks` succeeded.
 *  @throws the first error when none did, or one that is no relay's fault. */
async function withoutFailed<T>(tasks: readonly Promise<T>[]): Promise<readonly T[]> {
  const outcomes = await Promise.allSettled(tasks);
  const done = outcomes.flatMap(outcome => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const errors = outcomes.flatMap(outcome => (outcome.status === "rejected" ? [outcome.reason] : []));
  const fatal = errors.find(error => !(error instanceof CliError));
  if (fatal !== undefined) throw fatal;
  if (done.length === 0) throw errors[0] ?? new HttpFailure("No relay is left to ask.", null, "");
  return done;
}
