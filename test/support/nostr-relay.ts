import { createHash } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type Filter, matchFilters } from "nostr-tools/filter";
import { type EventTemplate, finalizeEvent, getPublicKey, type VerifiedEvent } from "nostr-tools/pure";
import { type RawData, WebSocketServer } from "ws";
import { loadRelayPackage } from "./nostr-relay-package.ts";

const { NostrRelay, Validator, EventRepository } = loadRelayPackage();

/** Events in memory. As relays do, it hands out the newest first, and never more than so many. */
class MemoryRepository extends EventRepository {
  constructor(
    private readonly stored: readonly VerifiedEvent[],
    private readonly mostEvents: number,
  ) {
    super();
  }
  override isSearchSupported(): boolean {
    return false;
  }
  override upsert(): { isDuplicate: boolean } {
    return { isDuplicate: true };
  }
  override find({ limit = this.mostEvents, ...filter }: Filter): VerifiedEvent[] {
    return this.stored
      .filter(event => matchFilters([filter], event))
      .sort((a, b) => b.created_at - a.created_at || (a.id < b.id ? -1 : 1))
      .slice(0, Math.min(limit, this.mostEvents));
  }
  override async destroy(): Promise<void> {}
}

/** A made-up person: the same name is the same key. */
export function nostrPerson(name: string) {
  const secret = createHash("sha256").update(`made up: ${name}`).digest();
  return {
    key: getPublicKey(secret),
    sign: (template: EventTemplate): VerifiedEvent => finalizeEvent(template, secret),
  };
}

/** A real relay in this process, over a web socket on loopback, that keeps `events` in memory. */
export async function startNostrRelay(
  events: readonly VerifiedEvent[],
  { mostEvents = 500 }: { readonly mostEvents?: number } = {},
) {
  const relay = new NostrRelay(new MemoryRepository(events, mostEvents));
  const validator = new Validator();
  const faults = { requestCount: 0, failAt: 0, hasUnknownFields: false };
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  server.on("connection", socket => {
    const client = {
      get readyState() {
        return socket.readyState as never;
      },
      send: (text: string) => {
        const [word, of, content] = JSON.parse(text) as [string, string, object];
        const isDressed = faults.hasUnknownFields && word === "EVENT";
        socket.send(
          isDressed ? JSON.stringify([word, of, { ...content, never_heard_of: [1, null] }, "more"]) : text,
        );
      },
    };
    relay.handleConnection(client);
    socket.on("close", () => relay.handleDisconnect(client));
    socket.on("message", async (raw: RawData) => {
      const message = await validator.validateIncomingMessage(raw);
      if (message[0] === "REQ") faults.requestCount += 1;
      if (message[0] === "REQ" && faults.requestCount === faults.failAt) socket.terminate();
      else await relay.handleMessage(client, message);
    });
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requestCount() {
      return faults.requestCount;
    },
    failRequest: (n: number) => {
      faults.failAt = faults.requestCount + n;
    },
    limitNext: null,
    addUnknownFields: () => {
      faults.hasUnknownFields = true;
    },
    stop: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, "close");
    },
  };
}
