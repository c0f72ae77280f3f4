import { describe, expect, it } from "vitest";
import { lakeRows, lakeWorkshop } from "../../../test/support/lake-rows.ts";
import { closedEffects, connectorWith } from "../../../test/support/made-up-stream.ts";
import type { Connector, MemberSource, Page } from "../../connectors/contract.ts";
import { CliError, EXIT } from "../../domain/errors.ts";
import type { ProgressEvent } from "../../domain/progress.ts";
import { ingestMembers } from "./ingest-members.ts";

const workshop = lakeWorkshop();
const MEMBERS = ["ann", "bob", "cem"];
const PAGES = 3;

const list: MemberSource = {
  name: "list",
  gives: "the members of a test",
  async *members() {
    for (const value of MEMBERS) yield { network: "bluesky", kind: "id", value };
  },
};

function pageOf(member: string, number: number): Page {
  const row = {
    network: "bluesky",
    interaction_id: `${member} ${number}`,
    kind: "like",
    actor_id: `fan ${number}`,
    target_id: member,
    post_id: null,
    acted_at: "2026-11-01T10:00:00.000Z",
  } as const;
  const records = [{ table: "interactions", row } as const];
  return { records, cursor: String(number), isLast: number === PAGES };
}

/** A connector whose accounts have three pages; `onPage` may end the reading. */
function connectorOf(onPage: (member: string, page: number) => void): Connector {
  return connectorWith({
    async *readAccount({ value }, { cursor }) {
      for (let number = Number(cursor ?? 0) + 1; number <= PAGES; number++) {
        onPage(value, number);
        yield pageOf(value, number);
      }
    },
  });
}

async function ingest(dir: string, connector: Connector, signal = new AbortController().signal) {
  const [lake, engine] = [await workshop.open(dir), await workshop.engine()];
  const events: ProgressEvent[] = [];
  const session = {
    lake,
    engine,
    connector,
    config: {},
    openEffects: closedEffects,
    signal,
    progress: (event: ProgressEvent) => void events.push(event),
  };
  const summary = await ingestMembers(session, list, { uri: "at://list", maxRequests: 60 });
  const rows = await lakeRows(lake, engine, "interactions");
  await lake.close();
  return { summary, events, ids: rows.map(row => row["interaction_id"]) };
}

describe("reading the members of a list", () => {
  it("reads each within its budget and tells how many are done", async () => {
    const { summary, events, ids } = await ingest(
      await workshop.folder(),
      connectorOf(() => {}),
    );
    expect(summary).toMatchObject({ members: 3, members_read: 3, failed: [], rows: 9 });
    expect(ids).toHaveLength(9);
    expect(events.map(({ done, total, unit }) => `${done} of ${total} ${unit}`)).toEqual([
      "0 of 3 accounts",
      "1 of 3 accounts",
      "2 of 3 accounts",
      "3 of 3 accounts",
    ]);
  });

  it("goes on at the page where it was broken off, and begins a new round after the last member", async () => {
    const dir = await workshop.folder();
    const abort = new AbortController();
    const seen: string[] = [];
    const broken = connectorOf((member, page) => {
      if (member === "bob" && page === 2) {
        abort.abort();
        abort.signal.throwIfAborted();
      }
    });
    await ingest(dir, broken, abort.signal);
    const whole = connectorOf((member, page) => void seen.push(`${member} ${page}`));
    const { summary, ids } = await ingest(dir, whole);
    expect(seen).toEqual(["bob 2", "bob 3", "cem 1", "cem 2", "cem 3"]);
    expect(summary.members_read).toBe(2);
    expect(ids).toHaveLength(9);
    seen.length = 0;
    expect((await ingest(dir, whole)).summary.members_read).toBe(3);
    expect(seen).toHaveLength(9);
  });

  it("keeps what standing on the list says, also of a member that cannot be read", async () => {
    const [lake, engine] = [await workshop.open(await workshop.folder()), await workshop.engine()];
    const standing = { network: "bluesky", list_id: "at://list", owner_id: "owner", name: "Bread" } as const;
    const row = { ...standing, description: null, observed_at: "2026-11-01T10:00:00.000Z" } as const;
    const named: MemberSource = {
      ...list,
      async *members() {
        yield { network: "bluesky", kind: "id", value: "bob", rows: [{ table: "lists", row } as const] };
      },
    };
    const connector = connectorOf(() => {
      throw new CliError("there is no bob", EXIT.unknownHandle);
    });
    const session = { lake, engine, connector, config: {}, openEffects: closedEffects };
    const rest = { signal: new AbortController().signal, progress: () => {} };
    await ingestMembers({ ...session, ...rest }, named, { uri: "at://list", maxRequests: 60 });
    expect(await lakeRows(lake, engine, "lists")).toMatchObject([standing]);
    await lake.close();
  });

  it("names a member that cannot be read and passes over it", async () => {
    const connector = connectorOf(member => {
      if (member === "bob") throw new CliError("there is no bob", EXIT.unknownHandle);
    });
    const { summary } = await ingest(await workshop.folder(), connector);
    expect(summary.failed).toEqual([{ member: "bob", reason: "there is no bob" }]);
    expect(summary.members_read).toBe(2);
  });
});
