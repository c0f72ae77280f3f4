import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { type WebSite, webSite, wordsOf } from "../../../test/support/web-site.ts";
import type { ImportSummary } from "../../app/summaries.ts";
import { readUpload } from "./read-upload.ts";

let served: ServedLake;
let site: WebSite;
const imported: { path: string; content: string }[] = [];

beforeAll(async () => {
  served = await servedTinyLake();
  site = webSite(served, {
    importExport: async (path): Promise<ImportSummary> => {
      imported.push({ path, content: readFileSync(path, "utf8") });
      const rows = { rowsRead: 2, rowsAdded: { posts: 2 }, rowsDuplicate: 0, rowsForgotten: 0, rejects: {} };
      return {
        inputs: [{ path, format: "interchange", ...rows, isKnown: false, notes: [] }],
        rejectsPath: null,
      };
    },
  });
});

afterAll(async () => {
  await served.close();
});

const tokenOn = (html: string) => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? "";

async function send(fields: Readonly<Record<string, string | File>>, headers: Record<string, string> = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return site.web.request("http://localhost:8080/import", {
    method: "POST",
    body,
    headers: { host: "localhost:8080", "sec-fetch-site": "same-origin", ...headers },
  });
}

describe("an export dropped on the page", () => {
  it("reaches the importer whole, and nothing of it stays behind", async () => {
    const text = `line\r\n--almost a boundary\r\n${"z".repeat(200_000)}`;
    const token = tokenOn(await site.page("/"));
    const answer = await send({ token, export: new File([text], "../../my archive.ndjson") });
    expect(wordsOf(await answer.text())).toContain("It is in");
    expect(imported).toHaveLength(1);
    expect(imported[0]!.content).toBe(text);
    expect(imported[0]!.path).toMatch(/renown-upload-\w+\/my_archive\.ndjson$/);
    expect(existsSync(dirname(imported[0]!.path))).toBe(false);
  });

  it("is refused from elsewhere, under a stranger's name, without the page's word, and without a file", async () => {
    const token = tokenOn(await site.page("/"));
    const file = new File(["x"], "x.ndjson");
    const before = imported.length;
    for (const answer of [
      await send({ token, export: file }, { "sec-fetch-site": "cross-site" }),
      await send({ token, export: file }, { host: "rebound.example", origin: "http://rebound.example" }),
      await send({ token, export: file }, { "x-forwarded-for": "203.0.113.9" }),
      await send({ token: "guessed", export: file }),
      await send({ token }),
    ])
      expect(answer.status).toBe(403);
    expect(imported).toHaveLength(before);
  });

  it("is offered on this machine only", async () => {
    expect(await site.page("/")).toContain('action="/import"');
    const other = await site.get("/", { host: "renown.example" });
    expect(await other.text()).not.toContain('action="/import"');
    expect(await webSite(served).page("/")).not.toContain('action="/import"');
  });
});

describe("reading an upload", () => {
  const bodyOf = (chunks: readonly string[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    });
  const head = 'content-disposition: form-data; name="export"; filename="a.csv"\r\n\r\n';
  const type = "multipart/form-data; boundary=b";
  const folders: string[] = [];
  const read = (chunks: readonly string[], limitBytes = 1000) =>
    readUpload(bodyOf(chunks), type, { limitBytes, onFolder: folder => folders.push(folder) });

  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  it("gives the same file however the body is cut", async () => {
    const whole = `--b\r\n${head}one\r\n--not\r\ntwo\r\n--b--\r\n`;
    for (const size of [1, 3, 7, whole.length]) {
      const chunks = whole.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
      const { path } = await read(chunks);
      expect(readFileSync(path!, "utf8")).toBe("one\r\n--not\r\ntwo");
    }
  });

  it("stops at the limit, at a body that breaks off, and at what is no form", async () => {
    await expect(read([`--b\r\n${head}${"x".repeat(2000)}\r\n--b--`])).rejects.toThrow(/larger than/);
    await expect(read([`--b\r\n${head}half`])).rejects.toThrow(/broke off/);
    await expect(readUpload(null, "text/plain", { limitBytes: 1, onFolder: () => {} })).rejects.toThrow(
      /no form/,
    );
  });
});
