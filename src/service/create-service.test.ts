import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { createService, type ServiceFrame } from "./create-service.ts";
import { serviceMetrics } from "./service-metrics.ts";

interface LogLine {
  readonly level: string;
  readonly fields: object;
}

function frame(given: Partial<ServiceFrame> = {}) {
  const lines: LogLine[] = [];
  const level = (name: string) => (fields: object) => void lines.push({ level: name, fields });
  const part = new Hono();
  part.get("/api/v1/score/:handle", context => context.json({ score: 41, text: "x".repeat(2000) }));
  part.get("/fails/:handle", () => {
    throw new Error("nobody may read @wren here");
  });
  const service = createService({
    parts: [part],
    metrics: serviceMetrics(() => null),
    log: { info: level("info"), warn: level("warn"), error: level("error") },
    whyNotReady: () => null,
    isOpen: true,
    ...given,
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    service.request(`http://localhost:8080${path}`, { headers: { host: "localhost:8080", ...headers } });
  return { get, lines };
}

describe("the frame of the service", () => {
  it("packs what is long for who can unpack it", async () => {
    const { get } = frame();
    expect(
      (await get("/api/v1/score/wren", { "accept-encoding": "gzip" })).headers.get("content-encoding"),
    ).toBe("gzip");
    expect((await get("/api/v1/score/wren")).headers.get("content-encoding")).toBeNull();
  });

  it("writes no handle into log or metrics, whatever happens", async () => {
    const { get, lines } = frame();
    for (const path of ["/api/v1/score/wren", "/fails/wren", "/wren", "/fails/wren?of=wren"]) await get(path);
    const metrics = await (await get("/metrics")).text();
    expect(JSON.stringify(lines)).toContain("/api/v1/score/:handle");
    expect(JSON.stringify(lines)).not.toContain("wren");
    expect(metrics).toContain(
      'renown_requests_total{method="GET",route="/api/v1/score/:handle",status="200"} 1',
    );
    expect(metrics).not.toContain("wren");
  });

  it("answers what is not there, and what fails, as a problem for programs and as a page for browsers", async () => {
    const { get } = frame();
    for (const [path, status] of [
      ["/nowhere/<script>", 404],
      ["/fails/wren", 500],
    ] as const) {
      const problem = await get(path);
      expect(problem.status).toBe(status);
      expect(problem.headers.get("content-type")).toBe("application/problem+json");
      expect(await problem.json()).toMatchObject({ status, type: "about:blank" });
      const page = await get(path, { accept: "text/html" });
      expect(page.headers.get("content-type")).toContain("text/html");
      const text = await page.text();
      expect(text).not.toMatch(/script|wren|at .*\.ts/);
    }
  });

  it("is alive before it is ready", async () => {
    const { get } = frame({ whyNotReady: () => "the first snapshot is being built" });
    expect((await get("/healthz")).status).toBe(200);
    const ready = await get("/readyz");
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: "not_ready", reason: "the first snapshot is being built" });
    expect((await frame().get("/readyz")).status).toBe(200);
  });

  it("answers in open mode only to names of this machine", async () => {
    for (const host of ["localhost:8080", "127.0.0.1", "[::1]:8080", "renown.localhost"])
      expect((await frame().get("/healthz", { host })).status, host).toBe(200);
    for (const host of ["rebound.example:8080", "192.168.1.7", "127.0.0.1.evil.example"]) {
      expect((await frame().get("/healthz", { host })).status, host).toBe(403);
      expect((await frame({ isOpen: false }).get("/healthz", { host })).status, host).toBe(200);
    }
  });
});
