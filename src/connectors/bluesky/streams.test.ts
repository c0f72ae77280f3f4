import { afterEach, describe, expect, it } from "vitest";
import {
  eventAt,
  firehoseFrame,
  frame,
  jetstreamFrame1,
  jetstreamFrame2,
} from "../../../test/support/bluesky-frames.mjs";
import {
  type FrameServer,
  type FrameServerOptions,
  startFrameServer,
} from "../../../test/support/frame-server.ts";
import { createHttpClient, HttpFailure } from "../../platform/http/http-client.ts";
import { createSocketClient } from "../../platform/http/open-socket-client.ts";
import type { ConnectorEffects, Cursor, LiveStream, Page, StreamOptions, TableRow } from "../contract.ts";
import { firehose } from "./firehose.ts";
import { jetstream } from "./jetstream.ts";

const COUNT = 400;
const FIRST_TIME = Date.UTC(2026, 10, 1);
const MILLISECONDS_APART = 400;

const FIREHOSE = { frameAt: (n: number) => firehoseFrame(eventAt(n)), frameCount: COUNT, isInclusive: false };
const JETSTREAM_1 = {
  frameAt: (n: number) => jetstreamFrame1(eventAt(n)),
  frameCount: COUNT,
  isInclusive: true,
  placeOf: (cursor: string) => Math.ceil((Number(cursor) / 1000 - FIRST_TIME) / MILLISECONDS_APART),
};
const JETSTREAM_2 = { ...FIREHOSE, frameAt: (n: number) => jetstreamFrame2(eventAt(n)), isInclusive: true };

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serverOf(options: FrameServerOptions): Promise<FrameServer> {
  const server = await startFrameServer(options);
  closers.push(() => server.stop());
  return server;
}

function effectsOf(abort: AbortController): ConnectorEffects {
  const { signal } = abort;
  const common = { userAgent: "Renown-test/1", signal, guard: { allowLoopback: true } };
  const http = createHttpClient(common);
  closers.push(() => http.close());
  return { http, sockets: createSocketClient(common), now: () => new Date(), signal };
}

/** Pages of `stream` from `cursor` until `count` of them that stand after an event came. */
async function pagesOf(
  stream: LiveStream,
  options: StreamOptions,
  count: number,
  cursor: Cursor | null = null,
): Promise<readonly Page[]> {
  const abort = new AbortController();
  const pages: Page[] = [];
  for await (const page of stream.follow(cursor, options, {}, effectsOf(abort))) {
    pages.push(page);
    if (pages.length === count) break;
  }
  abort.abort();
  return pages;
}

const rowsOf = (pages: readonly Page[]) =>
  pages.flatMap(({ records }) => records.filter((record): record is TableRow => "row" in record));
/** Rows by table and key, as a lake would keep them. */
const foldedOf = (pages: readonly Page[]) =>
  Object.fromEntries(rowsOf(pages).map(row => [JSON.stringify(Object.values(row.row).slice(0, 3)), row]));

describe("the streams of Bluesky", () => {
  it("give the same rows by firehose, Jetstream 1 and Jetstream 2", async () => {
    const [hose, first, second] = await Promise.all([
      serverOf(FIREHOSE),
      serverOf(JETSTREAM_1),
      serverOf(JETSTREAM_2),
    ]);
    const expected = rowsOf(await pagesOf(firehose, { service: hose.url }, COUNT));
    expect(rowsOf(await pagesOf(jetstream, { service: `${first.url}/subscribe` }, COUNT))).toEqual(expected);
    expect(rowsOf(await pagesOf(jetstream, { service: second.url }, COUNT))).toEqual(expected);
    expect(new Set(expected.map(({ table }) => table))).toEqual(
      new Set(["accounts", "posts", "interactions", "removals"]),
    );
    const tellsWords = expected.find(({ table, row }) => table === "posts" && row.text?.startsWith("Post"));
    expect(tellsWords?.row).toMatchObject({ kind: "original", lang: "en" });
  });

  it.each([
    ["firehose", firehose, FIREHOSE, ""],
    ["Jetstream 1", jetstream, JETSTREAM_1, "/subscribe"],
    ["Jetstream 2", jetstream, JETSTREAM_2, ""],
  ] as const)(
    "go on where a connection broke off, and at any cursor, without a gap: %s",
    async (_name, stream, frames, path) => {
      const whole = await serverOf(frames);
      const broken = await serverOf({ ...frames, framesPerConnection: 150 });
      const expected = await pagesOf(stream, { service: whole.url + path }, COUNT);
      const seams = frames.isInclusive ? 2 : 0;
      const pages = await pagesOf(stream, { service: broken.url + path }, COUNT + seams);
      expect(foldedOf(pages)).toEqual(foldedOf(expected));
      expect(broken.cursors).toHaveLength(3);
      expect(pages.map(({ watched }) => watched?.isAfterGap)).toEqual([
        true,
        ...Array.from({ length: pages.length - 1 }, () => false),
      ]);
      const { cursor } = expected[200]!;
      const rest = COUNT - 201 + (frames.isInclusive ? 1 : 0);
      const resumed = await pagesOf(stream, { service: whole.url + path }, rest, cursor);
      expect(foldedOf([...expected.slice(0, 201), ...resumed])).toEqual(foldedOf(expected));
      expect(resumed[0]!.watched?.isAfterGap).toBe(false);
    },
  );

  it("say that there is a gap when the server has what was missed no more", async () => {
    const lost = await serverOf({
      ...FIREHOSE,
      greeting: () => [frame("#info", { name: "OutdatedCursor" })],
    });
    const [hosed] = await pagesOf(firehose, { service: lost.url }, 1, JSON.stringify({ seq: 5 }));
    expect(hosed!.watched?.isAfterGap).toBe(true);
    const info = { $type: "network.bsky.jetstream.subscribeEvents#info", name: "OutdatedCursor" };
    const second = await serverOf({
      ...JETSTREAM_2,
      greeting: () => [JSON.stringify({ $type: "message", payload: info })],
    });
    const place = JSON.stringify({ seq: 5, host: new URL(second.url).host });
    const [jetted] = await pagesOf(jetstream, { service: second.url }, 1, place);
    expect(jetted!.watched?.isAfterGap).toBe(true);
    const first = await serverOf({ ...JETSTREAM_1, placeOf: () => 300 });
    const early = JSON.stringify({ time_us: (FIRST_TIME + MILLISECONDS_APART) * 1000 });
    const [clamped] = await pagesOf(jetstream, { service: `${first.url}/subscribe` }, 1, early);
    expect(clamped!.watched?.isAfterGap).toBe(true);
  });

  it("begin anew, after a gap, where the cursor is one of another server", async () => {
    const other = await serverOf({
      ...FIREHOSE,
      greeting: cursor => (cursor === null ? [] : [frame("", { error: "FutureCursor" }, -1)]),
      placeOf: () => COUNT,
    });
    const jet = await serverOf(JETSTREAM_2);
    const place = JSON.stringify({ seq: 399, host: "elsewhere.example.org" });
    const [page] = await pagesOf(jetstream, { service: jet.url }, 1, place);
    expect(jet.cursors).toEqual([null]);
    expect(page!.watched).toEqual({ at: eventAt(1).time, isAfterGap: true });
    const [hosed] = await pagesOf(firehose, { service: other.url }, 1, JSON.stringify({ seq: 9999 }));
    expect(other.cursors).toEqual(["9999", null]);
    expect(hosed!.watched).toEqual({ at: eventAt(1).time, isAfterGap: true });
  });

  it("count what cannot be read, and go on", async () => {
    const commit = eventAt(1);
    const odd: Readonly<Record<number, Uint8Array>> = {
      2: Buffer.from([0xff, 0x00]),
      3: firehoseFrame({ ...commit, seq: 3, did: "no did" }),
      4: frame("#commit", { seq: 4, time: commit.time, repo: commit.did, tooBig: true, ops: [] }),
      5: firehoseFrame({ ...eventAt(1), seq: 5, time: "yesterday" }),
      6: firehoseFrame({
        ...commit,
        seq: 6,
        collection: "app.bsky.feed.like",
        operation: "create",
        record: { createdAt: commit.time },
      }),
    };
    const server = await serverOf({ ...FIREHOSE, frameAt: n => odd[n] ?? firehoseFrame(eventAt(n)) });
    const pages = await pagesOf(firehose, { service: server.url }, 7);
    const reasons = pages.flatMap(({ records }) =>
      records.flatMap(record => ("rejection" in record ? [record.rejection.reason] : [])),
    );
    expect(reasons).toEqual(["malformed_frame", "bad_did", "too_big_commit", "bad_time", "missing_subject"]);
    expect(pages.at(-1)!.cursor).toBe(JSON.stringify({ seq: 7 }));
  });

  it("say who cannot be reached, and refuse an address that is none", async () => {
    const server = await serverOf(FIREHOSE);
    await server.stop();
    await expect(pagesOf(firehose, { service: server.url }, 1)).rejects.toThrow(HttpFailure);
    expect(() =>
      firehose.follow(null, { service: "ftp://host" }, {}, effectsOf(new AbortController())),
    ).toThrow("--service ftp://host is no address");
  });

  it("watch the whole network only where the service gives it", () => {
    const areComplete = (options: StreamOptions) =>
      firehose.watches?.(options).every(watch => watch.isComplete);
    expect(areComplete({})).toBe(true);
    expect(areComplete({ service: "wss://pds.example.org" })).toBe(false);
    expect(areComplete({ service: "wss://pds.example.org", complete: true })).toBe(true);
  });
});
