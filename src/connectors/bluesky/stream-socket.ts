import { setTimeout as delay } from "node:timers/promises";
import { ConfigProblem } from "../../domain/errors.ts";
import { HttpFailure } from "../../platform/http/http-client.ts";
import type { Socket } from "../../platform/http/socket-client.ts";
import type { ConnectorEffects } from "../contract.ts";

const FIRST_WAIT_MILLISECONDS = 200;
const LONGEST_WAIT_MILLISECONDS = 30_000;
/** Attempts in a row without a single message: about five minutes. */
const MOST_ATTEMPTS = 15;
/** Where nothing ever came, the address is more likely wrong than the server away. */
const MOST_FIRST_ATTEMPTS = 3;
/** A connection that is silent for so long is taken for dead and opened again at the same place. */
const SILENCE_MILLISECONDS = 90_000;
const LOOK_MILLISECONDS = 15_000;

/** A message of a stream. */
export interface StreamMessage {
  readonly content: string | Uint8Array;
  /** The first one of its connection. */
  readonly isFirst: boolean;
  /** Ends this connection; the next one asks for the place reached then. */
  readonly reconnect: () => void;
}

/** How a stream is connected to. */
export interface StreamConnection {
  /** The address for the next connection, from the place reached so far. */
  readonly address: () => string;
  /** Called when the server refuses the place asked for: the next address must ask for another. */
  readonly onRefusedPlace?: () => void;
}

/** Messages of a stream, connection after connection, until the effects' signal is aborted.
 *  @throws HttpFailure when the server stays away. */
export async function* streamMessages(
  { address, onRefusedPlace }: StreamConnection,
  { sockets, signal }: ConnectorEffects,
): AsyncGenerator<StreamMessage> {
  let attempts = 0;
  let hasEverCome = false;
  while (!signal.aborted) {
    try {
      const socket = await sockets.open(address());
      let isFirst = true;
      for await (const content of untilSilent(socket)) {
        yield { content, isFirst, reconnect: () => socket.close() };
        isFirst = false;
        hasEverCome = true;
        attempts = 0;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof HttpFailure)) throw error;
      if (/\b400\b/.test(error.message)) onRefusedPlace?.();
      if (attempts >= (hasEverCome ? MOST_ATTEMPTS : MOST_FIRST_ATTEMPTS)) throw error;
    }
    const ceiling = Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** attempts++);
    await delay(Math.random() * ceiling, undefined, { signal }).catch(() => {});
  }
}

async function* untilSilent(socket: Socket): AsyncGenerator<string | Uint8Array> {
  let heardAt = performance.now();
  const watch = setInterval(() => {
    if (performance.now() - heardAt > SILENCE_MILLISECONDS) socket.close();
  }, LOOK_MILLISECONDS);
  try {
    for await (const content of socket.messages()) {
      heardAt = performance.now();
      yield content;
    }
  } finally {
    clearInterval(watch);
    socket.close();
  }
}

/** The web socket address of the service that `--service` names, without a query: a host alone is meant with wss.
 *  @throws ConfigProblem when it is no address. */
export function serviceUrl(service: string | boolean | undefined, fallback: string): URL {
  const text = typeof service === "string" ? service : fallback;
  const address = /^[a-z]+:\/\//i.test(text) ? text.replace(/^http/i, "ws") : `wss://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^wss?:$/.test(url.protocol))
    throw new ConfigProblem(`--service ${text} is no address: write a host name, or wss://HOST.`);
  url.search = "";
  return url;
}
