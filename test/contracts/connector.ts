import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type {
  AccountReading,
  Connector,
  ConnectorConfig,
  ConnectorEffects,
  ConnectorRecord,
  Page,
  TableRow,
} from "../../src/connectors/contract.ts";
import { CliError, EXIT } from "../../src/domain/errors.ts";
import type { HandleQuery } from "../../src/domain/handle-query.ts";
import { TABLES, type TableName } from "../../src/domain/interchange/schema.ts";
import { storageKeyOf } from "../../src/domain/interchange/table.ts";
import { createHttpClient, type HttpClient } from "../../src/platform/http/http-client.ts";
import { createSocketClient } from "../../src/platform/http/open-socket-client.ts";

/** The fake, or real, network that a connector is held against. */
export interface CaseServer {
  readonly url: string;
  /** Requests that came in so far; for web sockets, messages that ask for something. */
  readonly requestCount: number;
  /** The n-th request from now answers 500 or breaks. */
  failRequest(n: number): void;
  /** The next answer is 429 with this network's headers, reset in so many seconds; null where a network has no such
   *  answer. */
  readonly limitNext: ((seconds: number) => void) | null;
  /** From now on answers hold fields that nobody knows. */
  addUnknownFields(): void;
  stop(): Promise<void>;
}

/** One connector with a network to read. Everything in it is made up. */
export interface ConnectorCase {
  readonly connector: Connector;
  /** An account with some posts, people who acted on them, and more than one page. */
  readonly query: HandleQuery;
  /** Points at `server`; secrets have values like "SECRET-token". */
  readonly config: ConnectorConfig;
  readonly server: CaseServer;
  readonly gives: {
    /** Tables of which reading `query` gives at least one row. */
    readonly tables: readonly TableName[];
  };
  /** An account that the network does not have. */
  readonly unknownQuery: HandleQuery;
  /** A protected or unlisted account; null where the network has none. */
  readonly protectedQuery: HandleQuery | null;
  /** Clock of the reading; 2026-03-01 when absent. */
  readonly now?: Date;
  /** "socket" when it is not asked over HTTP: then there is no request budget to hold to. */
  readonly transport?: "http" | "socket";
}

const NOW = new Date("2026-03-01T00:00:00.000Z");
const WINDOW_MILLISECONDS = 90 * 86_400_000;
const LIMIT_SECONDS = 30;
/** At most so many places are tried out of all requests of a reading. */
const PLACES_TRIED = 40;

interface Client {
  readonly http: HttpClient;
  readonly effects: ConnectorEffects;
  readonly abort: AbortController;
  /** Milliseconds of each wait. */
  readonly waits: number[];
}

interface Outcome {
  readonly pages: readonly Page[];
  /** Null when the reading ended by itself. */
  readonly error: unknown;
}

/** Declares every test that a connector must pass. */
export function connectorContract(name: string, makeCase: () => Promise<ConnectorCase>): void {
  describe(`connector ${name}`, () => {
    let given: ConnectorCase;
    const closers: (() => Promise<void>)[] = [];
    beforeEach(async () => {
      given = await makeCase();
    });
    afterEach(async () => {
      for (const close of closers.splice(0)) await close();
      await given.server.stop();
    });

    /** A client whose waits cost no time: the clock jumps instead. */
    const open = (
      options: {
        readonly maxRequests?: number;
        readonly retries?: number;
        readonly onWait?: () => unknown;
      } = {},
    ): Client => {
      const abort = new AbortController();
      const waits: number[] = [];
      let jumped = 0;
      const http = createHttpClient({
        userAgent: "Renown-test/1 (+https://example.org)",
        signal: abort.signal,
        guard: { allowLoopback: true },
        now: () => Date.now() + jumped,
        sleep: async milliseconds => {
          waits.push(milliseconds);
          await options.onWait?.();
          jumped += milliseconds;
        },
        random: () => 0,
        ...(options.maxRequests !== undefined && { maxRequests: options.maxRequests }),
        ...(options.retries !== undefined && { retries: options.retries }),
      });
      closers.push(() => http.close());
      const sockets = createSocketClient({
        userAgent: "Renown-test/1",
        signal: abort.signal,
        guard: { allowLoopback: true },
      });
      const now = given.now ?? NOW;
      return { http, abort, waits, effects: { http, sockets, now: () => now, signal: abort.signal } };
    };

    const pagesOf = (client: Client, cursor: string | null = null, query = given.query) => {
      const from = new Date((given.now ?? NOW).getTime() - WINDOW_MILLISECONDS).toISOString();
      const reading: AccountReading = { from, cursor };
      return given.connector.readAccount(query, reading, given.config, client.effects);
    };

    const read = async (
      client: Client,
      cursor: string | null = null,
      query = given.query,
    ): Promise<Outcome> => {
      const pages: Page[] = [];
      try {
        for await (const page of pagesOf(client, cursor, query)) pages.push(page);
        return { pages, error: null };
      } catch (error) {
        return { pages, error };
      }
    };

    const whole = async (): Promise<readonly Page[]> => {
      const { pages, error } = await read(open());
      if (error !== null) throw error;
      return pages;
    };

    const placesOf = (count: number): readonly number[] => {
      const step = Math.max(1, count / PLACES_TRIED);
      const places = Array.from(
        { length: Math.min(count, PLACES_TRIED) },
        (_, at) => 1 + Math.floor(at * step),
      );
      return [...new Set(places)];
    };

    it("reads in pages, and the last one says so", async () => {
      const pages = await whole();
      expect(pages.length).toBeGreaterThan(0);
      expect(pages.map(page => page.isLast)).toEqual(pages.map((_, at) => at === pages.length - 1));
      for (const { cursor } of pages) expect(() => JSON.parse(cursor)).not.toThrow();
    });

    it("begins with the account itself, and gives the tables it promises", async () => {
      const pages = await whole();
      const first = rowsOf(pages[0]!.records);
      expect(first.map(({ table }) => table)).toContain("accounts");
      const tables = new Set(rowsOf(pages.flatMap(page => page.records)).map(({ table }) => table));
      for (const table of given.gives.tables) expect([...tables]).toContain(table);
    });

    it("gives rows of its network that the schema accepts as they are", async () => {
      const records = (await whole()).flatMap(page => page.records);
      expect(records.filter(record => "rejection" in record)).toEqual([]);
      for (const { table, row } of rowsOf(records)) {
        expect(row.network).toBe(given.connector.network);
        const parsed = TABLES[table].row.strict().safeParse(row);
        expect(parsed.error?.issues, `${table} ${JSON.stringify(row)}`).toBeUndefined();
      }
    });

    it("makes no self-action, and its spans begin before they end", async () => {
      for (const { table, row } of rowsOf((await whole()).flatMap(page => page.records))) {
        if (table === "interactions") expect(row.actor_id).not.toBe(row.target_id);
        if (table === "observations") expect(Date.parse(row.from_at!)).toBeLessThan(Date.parse(row.to_at!));
      }
    });

    it("gives the same rows when it reads twice", async () => {
      expect(keysOf(await whole())).toEqual(keysOf(await whole()));
    });

    it("gives the same rows from every cursor on as one run gives", async () => {
      const pages = await whole();
      const expected = keysOf(pages);
      for (const at of pages.keys()) {
        const { pages: rest, error } = await read(open(), pages[at]!.cursor);
        expect(error).toBeNull();
        expect(keysOf([...pages.slice(0, at + 1), ...rest]), `resumed after page ${at + 1}`).toEqual(
          expected,
        );
      }
    });

    it("passes over fields that it does not know", async () => {
      const expected = keysOf(await whole());
      given.server.addUnknownFields();
      expect(keysOf(await whole())).toEqual(expected);
    });

    it("waits as long as a server asks, sends nothing meanwhile, and loses nothing", async context => {
      const { limitNext } = given.server;
      if (limitNext === null) return context.skip();
      const expected = keysOf(await whole());
      const sentWhileWaiting: number[] = [];
      const onWait = async () => {
        await realDelay(10);
        const before = given.server.requestCount;
        await realDelay(25);
        sentWhileWaiting.push(given.server.requestCount - before);
      };
      for (const limitedAfterPages of [0, 1]) {
        const client = open({ onWait });
        const pages: Page[] = [];
        let isLimited = limitedAfterPages === 0;
        if (isLimited) limitNext.call(given.server, LIMIT_SECONDS);
        for await (const page of pagesOf(client)) {
          pages.push(page);
          if (pages.length !== limitedAfterPages || page.isLast) continue;
          limitNext.call(given.server, LIMIT_SECONDS);
          isLimited = true;
        }
        expect(keysOf(pages)).toEqual(expected);
        const waited = client.waits.reduce((sum, milliseconds) => sum + milliseconds, 0);
        // Resets are told in whole seconds.
        expect(waited).toBeGreaterThanOrEqual(isLimited ? (LIMIT_SECONDS - 1.5) * 1000 : 0);
      }
      expect(sentWhileWaiting.every(count => count === 0)).toBe(true);
    });

    it("loses nothing when any request fails and reading goes on at the last cursor", async () => {
      const before = given.server.requestCount;
      const expected = keysOf(await whole());
      const count = given.server.requestCount - before;
      expect(count).toBeGreaterThan(0);
      for (const n of placesOf(count)) {
        given.server.failRequest(n);
        const broken = await read(open({ retries: 0 }));
        const { pages: rest, error } = await read(open(), broken.pages.at(-1)?.cursor ?? null);
        expect(error).toBeNull();
        const all = broken.error === null ? broken.pages : [...broken.pages, ...rest];
        expect(keysOf(all), `request ${n} of ${count} failed`).toEqual(expected);
      }
    });

    it("is not disturbed when a request fails once and is tried again", async context => {
      if (given.transport === "socket") return context.skip();
      const expected = keysOf(await whole());
      given.server.failRequest(2);
      const { pages, error } = await read(open());
      expect(error).toBeNull();
      expect(keysOf(pages)).toEqual(expected);
    });

    it("throws when it is aborted, and asks no more", async () => {
      const early = open();
      early.abort.abort(new Error("given up"));
      expect((await read(early)).error).not.toBeNull();
      const pages = await whole();
      if (pages.length === 1) return;
      const late = open();
      let handedOut = 0;
      const reading = async () => {
        for await (const _page of pagesOf(late)) {
          handedOut += 1;
          late.abort.abort(new Error("given up"));
        }
      };
      await expect(reading()).rejects.toThrow();
      expect(handedOut).toBe(1);
      const sent = given.server.requestCount;
      await realDelay(30);
      expect(given.server.requestCount).toBe(sent);
    });

    it("ends with what it read when the request budget is used up, and goes on from there", async context => {
      if (given.transport === "socket") return context.skip();
      const before = given.server.requestCount;
      const expected = keysOf(await whole());
      const count = given.server.requestCount - before;
      for (const maxRequests of placesOf(count - 1)) {
        const client = open({ maxRequests });
        const { pages, error } = await read(client);
        expect(error, `with ${maxRequests} of ${count} requests`).toBeNull();
        expect(client.http.sentCount).toBeLessThanOrEqual(maxRequests);
        expect(pages.some(page => page.isLast)).toBe(false);
        const held = new Set(expected);
        expect(keysOf(pages).filter(key => !held.has(key))).toEqual([]);
        const { pages: rest } = await read(open(), pages.at(-1)?.cursor ?? null);
        expect(keysOf([...pages, ...rest])).toEqual(expected);
      }
    });

    it("says that an account is unknown with the exit code for it", async () => {
      const { error } = await read(open(), null, given.unknownQuery);
      expect(error).toBeInstanceOf(CliError);
      expect((error as CliError).exitCode).toBe(EXIT.unknownHandle);
    });

    it("gives a protected account's own row, marked, and nothing else", async context => {
      if (given.protectedQuery === null) return context.skip();
      const { pages, error } = await read(open(), null, given.protectedQuery);
      expect(error).toBeNull();
      const records = pages.flatMap(page => page.records);
      expect(rowsOf(records).map(({ table }) => table)).toEqual(["accounts"]);
      expect(records).toHaveLength(1);
      const row = rowsOf(records)[0]!.row as { is_protected: boolean | null; is_indexable: boolean | null };
      expect(row.is_protected === true || row.is_indexable === false).toBe(true);
    });

    it("names each setting that is missing, without asking anybody", () => {
      const { connector, config, server } = given;
      expect(connector.check(config)).toEqual([]);
      for (const field of connector.configFields.filter(({ isRequired }) => isRequired)) {
        const { [field.name]: _left, ...rest } = config;
        const issues = connector.check(rest);
        expect(issues.map(issue => issue.field)).toContain(field.name);
        for (const { problem, hint } of issues) expect(`${problem}${hint}`).not.toBe("");
      }
      for (const field of connector.configFields) expect(field.help).not.toBe("");
      connector.estimate(given.query, config);
      expect(server.requestCount).toBe(0);
    });

    it("shows no secret in a row, a cursor, an error or what it says about its settings", async () => {
      const { connector, config } = given;
      const secrets = connector.configFields
        .filter(({ isSecret }) => isSecret)
        .flatMap(({ name: field }) => config[field] ?? []);
      const said: unknown[] = [
        await whole(),
        connector.check(config),
        connector.estimate(given.query, config),
      ];
      said.push(textsOf((await read(open(), null, given.unknownQuery)).error));
      for (const n of [1, 2]) {
        given.server.failRequest(n);
        said.push(textsOf((await read(open({ retries: 0 }))).error));
      }
      const text = JSON.stringify(said);
      for (const secret of secrets) {
        expect(secret, "secrets of a case look like SECRET-token").toMatch(/^SECRET-/);
        expect(text).not.toContain(secret);
      }
      expect(text).not.toContain("SECRET-");
    });
  });
}

function rowsOf(records: readonly ConnectorRecord[]): readonly TableRow[] {
  return records.filter(record => "row" in record);
}

/** The storage keys of all rows, each once, in order; of spans only complete ones, since a sample may end anywhere. */
function keysOf(pages: readonly Page[]): readonly string[] {
  const keys = rowsOf(pages.flatMap(page => page.records)).flatMap(({ table, row }) => {
    if (table === "observations" && row.is_complete !== true) return [];
    const cells = row as Readonly<Record<string, unknown>>;
    return [JSON.stringify([table, ...storageKeyOf(TABLES[table]).map(column => cells[column])])];
  });
  return [...new Set(keys)].sort();
}

/** Everything that an error says, its causes too. */
function textsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [JSON.stringify(error)];
  const own = JSON.stringify(error, Object.getOwnPropertyNames(error)) ?? "";
  return [
    error.message,
    String(error.stack),
    own,
    ...(error.cause === undefined ? [] : textsOf(error.cause)),
  ];
}

function realDelay(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
