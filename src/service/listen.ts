import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, Server as SocketServer } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { CliError, EXIT } from "../domain/errors.ts";
import type { StraightAnswers } from "./plain-scores.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";

/** An open socket that answers. */
export interface Listening {
  /** Such as http://127.0.0.1:8080. */
  readonly url: string;
  /** Takes no more connections and resolves when every request that runs is answered, at the latest after
   *  `graceMs`. */
  stop(graceMs?: number): Promise<void>;
}

const GRACE_MS = 10_000;
const IDLE_POLL_MS = 50;
/** A connection that is kept may carry one more request for this long, which is told that it was the last. */
const LAST_REQUEST_MS = 300;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;

/** Where to listen: an address and a port, 0 for a free one, or a socket file of this machine. */
export type Place =
  | { readonly host: string; readonly port: number }
  | { readonly host: string; readonly socketPath: string };

/** `service` listening at `place`; what `isPassedOn` says yes to goes to `passOn` instead, what `straight` takes is asked
 *  of it first.
 *  @throws CliError when the port is taken or the host is not this machine's. */
export async function listen(
  service: Hono,
  place: Place,
  elsewhere: {
    readonly isPassedOn?: (incoming: IncomingMessage) => boolean;
    readonly passOn?: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
    readonly straight?: StraightAnswers | null;
  } = {},
): Promise<Listening> {
  const answer = getRequestListener(service.fetch);
  const { isPassedOn, passOn, straight } = elsewhere;
  const wholeWay = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    for (const name in SECURITY_HEADERS) outgoing.setHeader(name, SECURITY_HEADERS[name]!);
    return answer(incoming, outgoing);
  };
  let isStopping = false;
  const server = createServer(async (incoming, outgoing) => {
    if (isStopping) outgoing.shouldKeepAlive = false;
    if (straight?.takes(incoming) === true && (await straight.answer(incoming, outgoing))) return;
    if (isPassedOn?.(incoming) === true) await passOn?.(incoming, outgoing);
    else await wholeWay(incoming, outgoing);
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    const { host } = place;
    const port = "port" in place ? place.port : 0;
    server.once("error", (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
    if ("port" in place) server.listen(port, host, resolve);
    else server.listen(place.socketPath, resolve);
  });
  const stop = (graceMs = GRACE_MS) => {
    isStopping = true;
    return stopServer(server, graceMs);
  };
  const address = server.address() as AddressInfo | string;
  if (typeof address === "string") return { url: `unix:${address}`, stop };
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, stop };
}

/** Whether another program listens on `port` of `host`. */
export function isTaken({ host, port }: { readonly host: string; readonly port: number }): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE"));
    server.listen(port, host, () => server.close(() => resolve(false)));
  });
}

async function stopServer(server: Server, graceMs: number): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  const lastRequestUntil = performance.now() + LAST_REQUEST_MS;
  // A connection that is kept alive becomes idle only when its request is answered.
  const idle = setInterval(() => {
    if (performance.now() >= lastRequestUntil) server.closeIdleConnections();
  }, IDLE_POLL_MS);
  try {
    // Not HTTP's own close: it ends idle connections at once, on which a client may be sending its next request.
    await new Promise<void>(resolve => SocketServer.prototype.close.call(server, () => resolve()));
  } finally {
    clearTimeout(timer);
    clearInterval(idle);
  }
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const advice: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use: another program listens there. Choose another: --port ${port + 1}.`,
    EACCES: `Port ${port} may not be opened by this account. Choose one above 1023: --port 8080.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Choose another: --host 127.0.0.1.`,
    ENOTFOUND: `${host} is no name that leads anywhere. Choose another: --host 127.0.0.1.`,
  };
  const message = advice[error.code ?? ""];
  return message === undefined ? error : new CliError(message, EXIT.failure, { cause: error });
}
