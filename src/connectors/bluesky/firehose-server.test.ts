import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { suiteWhen } from "../../../test/support/suite-when.ts";
import { createHttpClient } from "../../platform/http/http-client.ts";
import { createSocketClient } from "../../platform/http/open-socket-client.ts";
import type { Page, TableRow } from "../contract.ts";
import { firehose } from "./firehose.ts";

const workspace = fileURLToPath(new URL("../../../test/bluesky-network/", import.meta.url));
const root = process.env["RENOWN_BLUESKY_NETWORK"] ?? workspace;

function isInstalled(): boolean {
  if (!existsSync(join(root, "node_modules"))) return false;
  try {
    createRequire(join(root, "package.json")).resolve("@atproto/dev-env");
    return true;
  } catch {
    return false;
  }
}

/** A real server that does what it is told. */
class Server {
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;

  constructor() {
    this.child = spawn(process.execPath, [join(workspace, "start-server.mjs")], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.answers = createInterface({ input: this.child.stdout! })[Symbol.asyncIterator]();
  }

  async answer<T>(): Promise<T> {
    const { value } = await this.answers.next();
    return JSON.parse(String(value)) as T;
  }

  async tell(word: string): Promise<Readonly<Record<string, string>>> {
    this.child.stdin!.write(`${word}\n`);
    return this.answer();
  }

  stop(): void {
    this.child.stdin!.end();
    this.child.kill("SIGTERM");
  }
}

const REASON = "no Bluesky server is installed; run `npm install` in test/bluesky-network";

suiteWhen(isInstalled(), REASON, "the firehose of a real Bluesky server", () => {
  let server: Server;
  let url: string;
  let accounts: readonly { readonly did: string; readonly handle: string }[];
  beforeAll(async () => {
    server = new Server();
    ({ url, accounts } = await server.answer<{ url: string; accounts: typeof accounts }>());
  });
  afterAll(() => server.stop());

  /** Rows from `cursor` until one that `isLast` says, and the cursor after it. */
  async function rowsUntil(isLast: (row: TableRow) => boolean, cursor: string | null) {
    const abort = new AbortController();
    const { signal } = abort;
    const common = { userAgent: "Renown-test/1", signal, guard: { allowLoopback: true } };
    const http = createHttpClient(common);
    const effects = { http, sockets: createSocketClient(common), now: () => new Date(), signal };
    const rows: TableRow[] = [];
    let last: Page | null = null;
    for await (const page of firehose.follow(cursor, { service: url }, {}, effects)) {
      last = page;
      for (const record of page.records) {
        if ("rejection" in record) throw new Error(record.rejection.reason);
        rows.push(record);
      }
      if (page.records.some(record => "row" in record && isLast(record))) break;
    }
    abort.abort();
    await http.close();
    return { rows, cursor: last!.cursor };
  }

  it("becomes rows: acts with the ids of their records, what is undone, names, opt-outs and who left", async () => {
    const [alice, bob, carla] = accounts;
    const begun = { seq: 0 };
    const made = await server.tell("act");
    const acts = await rowsUntil(
      ({ row }) => "interaction_id" in row && row.interaction_id === made["follow"],
      JSON.stringify(begun),
    );
    const told = acts.rows.flatMap(({ table, row }) => (table === "interactions" ? [row] : []));
    expect(told.map(row => [row.kind, row.interaction_id, row.actor_id, row.target_id, row.post_id])).toEqual(
      [
        ["like", made["like"], bob!.did, alice!.did, made["post"]],
        ["repost", made["repost"], bob!.did, alice!.did, made["post"]],
        ["quote", `${made["quote"]}#quote`, bob!.did, alice!.did, made["post"]],
        ["reply", made["reply"], bob!.did, alice!.did, made["post"]],
        ["mention", `${made["mention"]}#mention:${carla!.did}`, bob!.did, carla!.did, null],
        ["follow", made["follow"], bob!.did, alice!.did, null],
      ],
    );
    const names = acts.rows.flatMap(({ table, row }) =>
      table === "accounts" && row.handle ? [row.handle] : [],
    );
    expect(new Set(names)).toEqual(new Set(["alice.test", "bob.test", "carla.test"]));

    await server.tell("undo");
    await server.tell("rename");
    await server.tell("hide");
    await server.tell("leave");
    const { rows } = await rowsUntil(
      ({ table, row }) => table === "removals" && row.subject === "account",
      acts.cursor,
    );
    const removals = rows.flatMap(({ table, row }) => (table === "removals" ? [row] : []));
    expect(removals.map(row => [row.subject, row.subject_id, row.reason])).toEqual([
      ["interaction", made["like"], "undone"],
      ["interaction", made["repost"], "undone"],
      ["post", made["repost"], "undone"],
      ["post", made["reply"], "deleted"],
      ["account", bob!.did, "deactivated"],
    ]);
    const profiles = rows.flatMap(({ table, row }) => (table === "accounts" ? [row] : []));
    expect(profiles).toContainEqual(
      expect.objectContaining({ account_id: alice!.did, handle: "alicia.test" }),
    );
    expect(profiles).toContainEqual(expect.objectContaining({ account_id: carla!.did, is_indexable: false }));
  });
});
