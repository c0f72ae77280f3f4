import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { PassOn } from "./pass-on.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A process that answers the first request of each connection and closes it at the second, as one does that was busy
 *  for longer than connections are kept. */
async function answersOncePerConnection(): Promise<{ readonly away: PassOn; readonly seen: string[] }> {
  const dir = mkdtempSync(join(tmpdir(), "renown-pass-on-"));
  const socketPath = join(dir, "socket");
  const used = new WeakSet<Socket>();
  const seen: string[] = [];
  const server: Server = createServer(({ method, url, socket }, outgoing) => {
    seen.push(`${method} ${url}`);
    if (used.has(socket)) return void socket.destroy();
    used.add(socket);
    outgoing.writeHead(202, { "Content-Type": "text/plain" }).end(url);
  });
  await new Promise<void>(resolve => server.listen(socketPath, resolve));
  const away = new PassOn(socketPath);
  closers.push(
    () => rmSync(dir, { recursive: true, force: true }),
    () => new Promise(resolve => server.close(resolve)),
    () => server.closeAllConnections(),
    () => away.close(),
  );
  return { away, seen };
}

const asking = (url: string) =>
  ({ method: "GET", url, headersDistinct: {}, headers: {}, socket: {} }) as unknown as IncomingMessage;

/** The address of a front that passes everything on to `away`. */
async function frontOf(away: PassOn): Promise<string> {
  const front = createServer((incoming, outgoing) => away.pass(incoming, outgoing));
  await new Promise<void>(resolve => front.listen(0, "127.0.0.1", resolve));
  closers.push(
    () => new Promise(resolve => front.close(resolve)),
    () => front.closeAllConnections(),
  );
  return `http://127.0.0.1:${(front.address() as { port: number }).port}`;
}

describe("a request that another process answers", () => {
  it("is asked again when the kept connection had just been closed", async () => {
    const { away, seen } = await answersOncePerConnection();
    for (const url of ["/one", "/two", "/three"])
      expect(await away.ask(asking(url))).toMatchObject({ status: 202, body: url });
    expect(seen.filter(one => one === "GET /two").length).toBe(2);
  });

  it("is passed on again too, but never twice when it may change something", async () => {
    const { away, seen } = await answersOncePerConnection();
    const url = await frontOf(away);
    for (const path of ["/one", "/two"]) {
      const answer = await fetch(url + path);
      expect([answer.status, await answer.text()]).toEqual([202, path]);
    }
    expect(seen).toEqual(["GET /one", "GET /two", "GET /two"]);
    expect((await fetch(`${url}/three`)).status).toBe(202);
    const statuses = [];
    for (const init of [{ method: "POST", body: "x" }, { method: "POST", body: "x" }, { method: "DELETE" }])
      statuses.push((await fetch(`${url}/a`, init)).status);
    expect(statuses).toContain(502);
    expect(seen.slice(-3)).toEqual(["POST /a", "POST /a", "DELETE /a"]);
  });

  it("is refused when nobody listens", async () => {
    const away = new PassOn(join(tmpdir(), "renown-nobody-listens-here"));
    await expect(away.ask(asking("/"))).rejects.toThrow();
    expect((await fetch(await frontOf(away))).status).toBe(502);
  });
});
