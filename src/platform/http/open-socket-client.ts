import WebSocket from "ws";
import { CliError } from "../../domain/errors.ts";
import { type AddressGuardOptions, guardAddress } from "./address-guard.ts";
import { HttpFailure } from "./http-client.ts";
import type { Socket, SocketClient } from "./socket-client.ts";

export interface SocketClientOptions {
  readonly userAgent: string;
  readonly signal: AbortSignal;
  readonly guard?: AddressGuardOptions;
  /** For opening; 10 s when absent. */
  readonly timeoutMilliseconds?: number;
  /** A message beyond it breaks the connection; 16 MiB when absent. */
  readonly largestMessageBytes?: number;
}

const TIMEOUT_MILLISECONDS = 10_000;
const LARGEST_MESSAGE_BYTES = 16 * 2 ** 20;
/** Reading pauses beyond so many messages that nobody has taken, so that a slow reader fills no memory. */
const MOST_WAITING = 4096;

/** A client of web sockets: the address is checked and pinned, redirects are not followed. */
export function createSocketClient(options: SocketClientOptions): SocketClient {
  return {
    async open(address, { headers = {} } = {}) {
      const url = new URL(address);
      const pinned = await guardAddress(new URL(address.replace(/^ws/i, "http")), options.guard);
      const socket = new WebSocket(url, {
        headers: { "user-agent": options.userAgent, ...headers },
        handshakeTimeout: options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS,
        maxPayload: options.largestMessageBytes ?? LARGEST_MESSAGE_BYTES,
        lookup: (_hostname, lookupOptions, callback) =>
          lookupOptions.all === true
            ? (callback as (error: null, found: readonly object[]) => void)(null, [pinned])
            : callback(null, pinned.address, pinned.family),
      });
      return opened(socket, url, options.signal);
    },
  };
}

function opened(socket: WebSocket, url: URL, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const onAbort = () => socket.terminate();
    signal.addEventListener("abort", onAbort, { once: true });
    // Listening begins before the handshake ends: the first message may come with it.
    const messages = new MessageQueue(socket, url, signal);
    socket.once("open", () =>
      resolve({
        send: text => socket.send(text),
        messages: () => messages,
        close: () => {
          signal.removeEventListener("abort", onAbort);
          socket.close();
        },
      }),
    );
    socket.once("error", error => reject(signal.aborted ? signal.reason : failureOf(url, error)));
    if (signal.aborted) onAbort();
  });
}

/** What a socket received, handed out one at a time; one reader. */
class MessageQueue implements AsyncIterable<string | Uint8Array> {
  private readonly waiting: (string | Uint8Array)[] = [];
  private wake: (() => void) | null = null;
  private error: Error | null = null;
  private isClosed = false;

  constructor(
    private readonly socket: WebSocket,
    url: URL,
    signal: AbortSignal,
  ) {
    socket.on("message", (content, isBinary) => {
      const bytes = Array.isArray(content) ? Buffer.concat(content) : Buffer.from(content as Buffer);
      this.waiting.push(isBinary ? bytes : bytes.toString("utf8"));
      if (this.waiting.length > MOST_WAITING) socket.pause();
      this.wake?.();
    });
    socket.on("error", error => {
      this.error = failureOf(url, error);
      this.wake?.();
    });
    socket.on("close", () => {
      if (signal.aborted) this.error = asError(signal.reason);
      this.isClosed = true;
      this.wake?.();
    });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string | Uint8Array> {
    for (;;) {
      const message = this.waiting.shift();
      if (message !== undefined) {
        if (this.waiting.length === 0 && this.socket.isPaused) this.socket.resume();
        yield message;
      } else if (this.error !== null) throw this.error;
      else if (this.isClosed) return;
      else
        await new Promise<void>(resolve => {
          this.wake = resolve;
        });
    }
  }
}

function failureOf(url: URL, error: Error): Error {
  if (error instanceof CliError) return error;
  return new HttpFailure(`${url.host} cannot be reached: ${error.message}.`, null, "", { cause: error });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
