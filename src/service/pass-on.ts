import {
  Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from "node:http";
import { PASSED_ON_FOR } from "./client-address.ts";

/** Headers that belong to one connection and not to what goes over it. */
const OF_THE_CONNECTION = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "transfer-encoding",
  "upgrade",
];

/** An answer of the other process. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Passes requests on to the process that listens at a socket file, and its answers back as they come. Connections are
 *  kept; one that the other side closed just as it was taken again says nothing of the other process, which closes all
 *  that were idle when it could do nothing for some seconds, as while it waits for its turn to write to lake.db. So what
 *  only reads is asked once more over a new one. */
export class PassOn {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly socketPath: string) {}

  /** Answers `incoming` with what the other process answers; 502 when it does not. */
  pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    return new Promise(resolve => {
      const options = this.optionsFor(incoming);
      const askWith = (agent: Agent | false) => {
        const asked = request({ ...options, agent });
        const giveUp = () => asked.destroy();
        asked.once("response", answer => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, shownHeaders(answer));
          answer.pipe(outgoing);
        });
        asked.once("error", () => {
          outgoing.removeListener("close", giveUp);
          if (outgoing.headersSent || outgoing.destroyed) outgoing.destroy();
          else if (asked.reusedSocket && mayComeTwice(incoming)) askWith(false);
          else outgoing.writeHead(502, { "Content-Type": "application/problem+json" }).end(NO_ANSWER);
        });
        // Whoever asked may go before the answer is whole: an answer that streams would be kept open for nobody.
        outgoing.once("close", giveUp);
        if (hasBody(incoming)) incoming.pipe(asked);
        else asked.end();
      };
      outgoing.once("close", resolve);
      askWith(this.agent);
    });
  }

  /** The whole answer to `incoming`, which has no body, as it is before it is packed.
   *  @throws Error when the other process does not answer. */
  ask(incoming: IncomingMessage): Promise<WholeAnswer> {
    const { headers, ...options } = this.optionsFor(incoming);
    delete headers["accept-encoding"];
    return new Promise((resolve, reject) => {
      const askWith = (agent: Agent | false) => {
        const asked = request({ ...options, headers, agent }, answer => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.once("error", reject);
          answer.once("end", () =>
            resolve({
              status: answer.statusCode ?? 502,
              headers: answer.headers,
              body: Buffer.concat(parts).toString("utf8"),
            }),
          );
        });
        asked.once("error", error => (asked.reusedSocket ? askWith(false) : reject(error)));
        asked.end();
      };
      askWith(this.agent);
    });
  }

  private optionsFor({
    method = "GET",
    url = "/",
    headersDistinct,
    headers: given,
    socket,
  }: IncomingMessage) {
    const headers: Record<string, string | string[]> = {};
    for (const [name, value = []] of Object.entries(headersDistinct))
      if (!OF_THE_CONNECTION.includes(name)) headers[name] = value.length === 1 ? value[0]! : value;
    headers[PASSED_ON_FOR] = socket.remoteAddress ?? "";
    if (given["transfer-encoding"] !== undefined) headers["transfer-encoding"] = "chunked";
    return { socketPath: this.socketPath, method, path: url, headers };
  }

  close(): void {
    this.agent.destroy();
  }
}

function mayComeTwice(incoming: IncomingMessage): boolean {
  return (incoming.method === "GET" || incoming.method === "HEAD") && !hasBody(incoming);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

const NO_ANSWER = JSON.stringify({
  type: "about:blank",
  title: "Bad gateway",
  status: 502,
  detail: "The service is starting or stopping. Ask again.",
});

function shownHeaders(answer: IncomingMessage): string[] {
  const shown: string[] = [];
  for (let place = 0; place < answer.rawHeaders.length; place += 2) {
    const name = answer.rawHeaders[place]!;
    if (!OF_THE_CONNECTION.includes(name.toLowerCase())) shown.push(name, answer.rawHeaders[place + 1]!);
  }
  return shown;
}
