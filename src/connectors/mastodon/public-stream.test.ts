import { afterEach, describe, expect, it } from "vitest";
import { type FakeMastodon, startFakeMastodon } from "../../../test/support/fake-mastodon.ts";
import {
  type FakeStatus,
  fakeAccount,
  fakeMention,
  fakeStatus,
  fakeVillage,
} from "../../../test/support/fake-mastodon-world.ts";
import { routedHttp } from "../../../test/support/routed-http.ts";
import { ConfigProblem } from "../../domain/errors.ts";
import { HttpFailure } from "../../platform/http/http-client.ts";
import type { SocketClient } from "../../platform/http/socket-client.ts";
import type { Page } from "../contract.ts";
import { publicStream } from "./public-stream.ts";

const BOB = fakeAccount(2, "bob", { bot: true });
const ADA = fakeAccount(1, "ada");
const news = (number: number, fields = {}) => fakeStatus(2000 + number, 0, BOB, fields);

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(): Promise<FakeMastodon> {
  const fake = await startFakeMastodon(fakeVillage(), { publicOrigin: "https://home.test" });
  closers.push(() => fake.stop());
  return fake;
}

/** Sockets that give one list of messages each, and refuse when there is none left. */
function socketsOf(
  connections: (readonly string[])[],
  opened: { url: string; headers: object }[] = [],
): SocketClient {
  return {
    async open(url, options = {}) {
      opened.push({ url, headers: options.headers ?? {} });
      const messages = connections.shift();
      if (messages === undefined) throw new HttpFailure("refused", 401, "");
      return {
        send: () => undefined,
        async *messages() {
          yield* messages;
        },
        close: () => undefined,
      };
    },
  };
}

const event = (name: string, payload: unknown) =>
  JSON.stringify({
    stream: ["public:local"],
    event: name,
    payload: typeof payload === "string" ? payload : JSON.stringify(payload),
  });

interface Following {
  readonly cursor?: string | null;
  readonly sockets?: SocketClient;
  readonly config?: Readonly<Record<string, string>>;
  /** Called at each wait; the following ends when it returns false. */
  readonly onPause?: () => boolean;
}

/** Every page until the first wait that ends it. */
async function follow(
  fake: FakeMastodon,
  { cursor = null, sockets = socketsOf([]), config = {}, onPause = () => false }: Following = {},
) {
  const abort = new AbortController();
  const http = routedHttp({ "https://home.test": fake.url }, { signal: abort.signal });
  closers.push(() => http.close());
  const stream = publicStream(async () => {
    if (!onPause()) abort.abort(new Error("enough"));
    abort.signal.throwIfAborted();
  });
  const pages: Page[] = [];
  const effects = { http, sockets, now: () => new Date("2026-03-01T00:00:00.000Z"), signal: abort.signal };
  for await (const page of stream.follow(cursor, { instance: "home.test", local: true }, config, effects))
    pages.push(page);
  return pages;
}

const postIds = (pages: readonly Page[]) =>
  pages
    .flatMap(page => page.records)
    .flatMap(record => ("row" in record && record.table === "posts" ? [record.row.post_id] : []));
const uriOf = (status: FakeStatus) => String(status["uri"]);

describe("following a public timeline", () => {
  it("begins with now, and gives posts, mentions and the posters' profiles", async () => {
    const fake = await serve();
    const status = news(1, { mentions: [fakeMention(ADA)], content: "<p>Hello @ada</p>" });
    const pages = await follow(fake, { sockets: socketsOf([[event("update", status)]]) });
    expect(postIds(pages)).toEqual([uriOf(status)]);
    const rows = pages.flatMap(page => page.records).flatMap(record => ("row" in record ? [record] : []));
    expect(rows.map(({ table }) => table)).toEqual(["posts", "interactions", "accounts", "account_stats"]);
    expect(rows[1]!.row).toMatchObject({ kind: "mention", target_id: "https://home.test/users/ada" });
    expect(rows[2]!.row).toMatchObject({ handle: "bob@home.test", kind: "bot" });
    expect(pages.every(page => !page.isLast)).toBe(true);
  });

  it("fetches what was published while nobody listened, oldest first, each once", async () => {
    const fake = await serve();
    const first = await follow(fake, { sockets: socketsOf([[event("update", news(0))]]) });
    const missed = Array.from({ length: 90 }, (_, at) => news(at + 1));
    for (const status of missed) fake.publish(status);
    const live = news(100);
    const pages = await follow(fake, {
      cursor: first.at(-1)!.cursor,
      sockets: socketsOf([[event("update", live)]]),
    });
    expect(postIds(pages)).toEqual([...missed, live].map(uriOf));
    for (const [at, page] of pages.entries()) {
      const rest = await follow(fake, { cursor: page.cursor });
      const held = pages.slice(0, at + 1);
      expect(postIds([...held, ...rest])).toEqual(expect.arrayContaining(missed.map(uriOf)));
    }
  });

  it("takes up a lost connection where it broke off", async () => {
    const fake = await serve();
    let pauses = 0;
    const pages = await follow(fake, {
      sockets: socketsOf([[event("update", news(1))], [event("update", news(3))]]),
      onPause() {
        pauses += 1;
        if (pauses === 1) fake.publish(news(2));
        return pauses < 2;
      },
    });
    expect(postIds(pages)).toEqual([1, 2, 3].map(number => uriOf(news(number))));
  });

  it("asks again and again where a server gives guests no stream", async () => {
    const fake = await serve();
    let looks = 0;
    const onPause = () => {
      looks += 1;
      fake.publish(news(looks));
      return looks < 4;
    };
    expect(postIds(await follow(fake, { onPause }))).toEqual([1, 2, 3].map(number => uriOf(news(number))));
  });

  it("gives a removal for a deleted post, also of one handed out before it was started anew", async () => {
    const fake = await serve();
    const old = fakeVillage().statuses.find(({ id }) => id === "116000000000001000")!;
    const sockets = socketsOf([
      [event("update", news(1)), event("delete", news(1).id), event("delete", old.id)],
    ]);
    const removed = (await follow(fake, { sockets }))
      .flatMap(page => page.records)
      .filter(record => "row" in record && record.table === "removals");
    expect(removed).toMatchObject([
      { row: { subject: "post", subject_id: uriOf(news(1)), reason: "deleted" } },
      { row: { subject: "post", subject_id: uriOf(old) } },
    ]);
  });

  it("counts what it cannot use, and goes on", async () => {
    const fake = await serve();
    const messages = [
      "no JSON",
      event("delete", "7"),
      event("update", { id: 3 }),
      event("filters_changed", ""),
      event("update", news(1)),
    ];
    const pages = await follow(fake, { sockets: socketsOf([messages]) });
    const reasons = pages
      .flatMap(page => page.records)
      .flatMap(record => ("rejection" in record ? [record.rejection.reason] : []));
    expect(reasons).toEqual(["unknown_deleted_post", "malformed_status"]);
    expect(postIds(pages)).toEqual([uriOf(news(1))]);
  });

  it("tells an edited post with its time, and keeps no 0 of a post that nobody can have seen", async () => {
    const fake = await serve();
    const edited = news(1, { edited_at: "2026-02-28T13:00:00.000Z", favourites_count: 4 });
    const pages = await follow(fake, {
      sockets: socketsOf([[event("update", news(1)), event("status.update", edited)]]),
    });
    const of = (table: string) =>
      pages.map(page => page.records.filter(record => "row" in record && record.table === table));
    expect(of("posts")[1]).toMatchObject([{ row: { edited_at: "2026-02-28T13:00:00.000Z" } }]);
    expect(of("post_stats")[0]).toEqual([]);
    expect(of("post_stats")[1]).toMatchObject([{ row: { like_count: 4 } }]);
  });

  it("shows its token to the server it belongs to only", async () => {
    const fake = await serve();
    const opened: { url: string; headers: object }[] = [];
    await follow(fake, {
      sockets: socketsOf([[]], opened),
      config: { instance: "home.test", access_token: "SECRET-token" },
    });
    await follow(fake, {
      sockets: socketsOf([[]], opened),
      config: { instance: "other.test", access_token: "SECRET-token" },
    });
    expect(opened).toEqual([
      {
        url: "wss://home.test/api/v1/streaming?stream=public:local",
        headers: { authorization: "Bearer SECRET-token" },
      },
      { url: "wss://home.test/api/v1/streaming?stream=public:local", headers: {} },
    ]);
  });

  it("asks which server when none is named", async () => {
    const effects = {
      http: routedHttp({}),
      sockets: socketsOf([]),
      now: () => new Date(0),
      signal: new AbortController().signal,
    };
    const pages = publicStream().follow(null, {}, {}, effects);
    await expect(pages[Symbol.asyncIterator]().next()).rejects.toThrow(ConfigProblem);
  });
});
