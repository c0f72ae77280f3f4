import { Agent, get } from "node:http";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { isTaken, listen } from "./listen.ts";

const host = "127.0.0.1";

describe("a listening service", () => {
  it("answers the requests that run before it stops, and takes no new ones", async () => {
    let release = () => {};
    let started = () => {};
    const isStarted = new Promise<void>(resolve => {
      started = resolve;
    });
    const gate = new Promise<void>(resolve => {
      release = resolve;
    });
    const service = new Hono().get("/slow", async context => {
      started();
      await gate;
      return context.text("whole");
    });
    const { url, stop } = await listen(service, { host, port: 0 });
    const answer = fetch(`${url}/slow`);
    await isStarted;
    const stopped = stop();
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
    release();
    expect(await (await answer).text()).toBe("whole");
    await stopped;
  });

  it("answers every request of clients that keep their connections, until they find nobody", async () => {
    const service = new Hono().get("/", context => context.text("whole"));
    const { url, stop } = await listen(service, { host, port: 0 });
    const agent = new Agent({ keepAlive: true });
    let count = 0;
    const untilRefused = async (): Promise<string> => {
      for (;;) {
        const code = await codeOf(url, agent);
        if (code !== null) return code;
        count += 1;
      }
    };
    const clients = Array.from({ length: 16 }, untilRefused);
    while (count < 100) await new Promise(resolve => setImmediate(resolve));
    await stop();
    expect(new Set(await Promise.all(clients))).toEqual(new Set(["ECONNREFUSED"]));
    agent.destroy();
  });

  it("sends headers that allow nothing from elsewhere and nothing inline, unless a part is stricter", async () => {
    const service = new Hono()
      .get("/plain", context => context.json({ score: 41 }))
      .get("/raw", () => new Response("raw"))
      .get("/strict", context =>
        context.text("strict", 200, { "Content-Security-Policy": "default-src 'none'" }),
      );
    const { url, stop } = await listen(service, { host, port: 0 });
    for (const path of ["/plain", "/raw", "/nowhere"]) {
      const { headers } = await fetch(`${url}${path}`);
      expect(headers.get("content-security-policy")).toContain("default-src 'self'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
    expect((await fetch(`${url}/strict`)).headers.get("content-security-policy")).toBe("default-src 'none'");
    await stop();
  });

  it("cuts off what runs longer than the grace", async () => {
    const service = new Hono().get("/never", () => new Promise<Response>(() => {}));
    const { url, stop } = await listen(service, { host, port: 0 });
    const answer = fetch(`${url}/never`).catch(() => "cut off");
    await stop(20);
    expect(await answer).toBe("cut off");
  });

  it("says what to do when the port is taken", async () => {
    const { url, stop } = await listen(new Hono(), { host, port: 0 });
    const port = Number(new URL(url).port);
    expect(await isTaken({ host, port })).toBe(true);
    await expect(listen(new Hono(), { host, port })).rejects.toThrow(/Choose another: --port/);
    await stop();
    expect(await isTaken({ host, port })).toBe(false);
  });
});

/** Null when the request was answered, else why it was not. */
function codeOf(url: string, agent: Agent): Promise<string | null> {
  return new Promise(resolve => {
    const request = get(url, { agent }, answer => {
      answer.resume();
      answer.once("end", () => resolve(null));
    });
    request.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
