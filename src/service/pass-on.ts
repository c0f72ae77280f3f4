import { Agent, type IncomingMessage, request, type ServerResponse } from "node:http";
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

/** Passes requests on to the process that listens at a socket file, and its answers back as they come. */
export class PassOn {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly socketPath: string) {}

  /** Answers `incoming` with what the other process answers; 502 when it does not. */
  pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method, url: path } = incoming;
    const headers: Record<string, string | string[]> = {};
    for (const [name, value] of Object.entries(incoming.headersDistinct))
      if (!OF_THE_CONNECTION.includes(name)) headers[name] = value!.length === 1 ? value![0]! : value!;
    headers[PASSED_ON_FOR] = incoming.socket.remoteAddress ?? "";
    if (incoming.headers["transfer-encoding"] !== undefined) headers["transfer-encoding"] = "chunked";
    return new Promise(resolve => {
      const asked = request({
        socketPath: this.socketPath,
        agent: this.agent,
        ...(method !== undefined && { method }),
        ...(path !== undefined && { path }),
        headers,
      });
      asked.once("response", answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, shownHeaders(answer));
        answer.pipe(outgoing);
      });
      asked.once("error", () => {
        if (outgoing.headersSent) outgoing.destroy();
        else outgoing.writeHead(502, { "Content-Type": "application/problem+json" }).end(NO_ANSWER);
      });
      // Whoever asked may go before the answer is whole: an answer that streams would be kept open for nobody.
      outgoing.once("close", () => {
        asked.destroy();
        resolve();
      });
      incoming.pipe(asked);
    });
  }

  close(): void {
    this.agent.destroy();
  }
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
