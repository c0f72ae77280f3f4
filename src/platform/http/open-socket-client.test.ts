import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import { createSocketClient } from "./open-socket-client.ts";

const servers: WebSocketServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

async function serve(greeting: readonly string[]): Promise<string> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  servers.push(server);
  await once(server, "listening");
  server.on("connection", (socket, request) => {
    for (const text of greeting) socket.send(text);
    socket.send(String(request.headers["user-agent"]));
    socket.on("message", text => (String(text) === "bye" ? socket.close() : socket.send(`heard ${text}`)));
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const client = (signal = new AbortController().signal, allowLoopback = true) =>
  createSocketClient({ userAgent: "Renown/test", signal, guard: { allowLoopback } });

describe("createSocketClient", () => {
  it("hands out messages in order, those of the handshake among them, and ends when the other side closes", async () => {
    const socket = await client().open(await serve(["one", "two"]));
    socket.send("you");
    socket.send("bye");
    const heard: unknown[] = [];
    for await (const message of socket.messages()) heard.push(message);
    expect(heard).toEqual(["one", "two", "Renown/test", "heard you"]);
  });

  it("opens no address that is not public", async () => {
    const url = await serve([]);
    await expect(client(undefined, false).open(url)).rejects.toThrow(/not a public address/);
  });

  it("throws to its reader when it is aborted", async () => {
    const abort = new AbortController();
    const socket = await client(abort.signal).open(await serve([]));
    const reading = (async () => {
      for await (const message of socket.messages()) if (message !== "") abort.abort();
    })();
    await expect(reading).rejects.toThrow(/aborted/);
  });

  it("says which host cannot be reached", async () => {
    const url = await serve([]);
    servers[0]!.close();
    await once(servers.shift()!, "close");
    await expect(client().open(url)).rejects.toThrow(/127\.0\.0\.1:\d+ cannot be reached/);
  });
});
