import { describe, expect, it } from "vitest";
import { lakeRows, lakeWorkshop } from "../../../test/support/lake-rows.ts";
import { closedEffects, connectorWith, streamOf } from "../../../test/support/made-up-stream.ts";
import type { ConnectorRecord, LiveStream, Page } from "../../connectors/contract.ts";
import type { ProgressEvent } from "../../domain/progress.ts";
import { leaveStream, takeStream } from "../../lake/stream-followers.ts";
import { cursorNameOf, followStream } from "./follow-stream.ts";

const workshop = lakeWorkshop();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 10, minute)).toISOString();

const likeBy = (actor: string, minute: number): ConnectorRecord => ({
  table: "interactions",
  row: {
    network: "bluesky",
    interaction_id: `like of ${actor}`,
    kind: "like",
    actor_id: actor,
    target_id: "did:plc:star",
    post_id: "at://did:plc:star/app.bsky.feed.post/1",
    acted_at: at(minute),
  },
});

const profileAt = (minute: number, said: Readonly<Record<string, unknown>>): ConnectorRecord => {
  const unknown = { handle: null, display_name: null, bio: null, url: null, created_at: null, kind: null };
  const rest = { is_protected: false, is_indexable: null, is_verified: null, observed_at: at(minute) };
  const row = { network: "bluesky", account_id: "did:plc:star", ...unknown, ...rest, ...said } as const;
  const unsaid = Object.keys(row).filter(name => row[name as keyof typeof row] === null && !(name in said));
  return { table: "accounts", row, unsaid };
};

const page = (minute: number, records: readonly ConnectorRecord[], isAfterGap = false) => ({
  records,
  watched: { at: at(minute), isAfterGap },
});

/** Follows `stream` into the lake in `dir` until `maxEvents` came. */
async function follow(dir: string, stream: LiveStream, maxEvents: number, events: ProgressEvent[] = []) {
  const [lake, engine] = [await workshop.open(dir), await workshop.engine()];
  const session = {
    lake,
    engine,
    connector: connectorWith({ streams: [stream] }),
    config: {},
    openEffects: closedEffects,
    signal: new AbortController().signal,
    progress: (event: ProgressEvent) => void events.push(event),
  };
  const summary = await followStream(session, stream, { stream: {}, forMilliseconds: null, maxEvents });
  const tables = {
    interactions: await lakeRows(lake, engine, "interactions"),
    accounts: await lakeRows(lake, engine, "accounts"),
    observations: await lakeRows(lake, engine, "observations"),
  };
  await lake.close();
  return { summary, tables };
}

describe("following a stream", () => {
  it("is refused while another process follows the same with the same options, and not after it ended", async () => {
    const dir = await workshop.folder();
    const name = cursorNameOf("bluesky-made-up", {});
    const other = await workshop.open(dir);
    expect(takeStream(other, name)).toBe(true);
    const own = await workshop.open(dir);
    expect(takeStream(own, name)).toBe(false);
    expect(takeStream(own, cursorNameOf("bluesky-made-up", { service: "wss://elsewhere.example" }))).toBe(
      true,
    );
    const stream = streamOf([page(1, [likeBy("a", 1)])]);
    await expect(follow(dir, stream, 1)).rejects.toThrow(/is being followed into this lake already/);
    leaveStream(other, name);
    expect((await follow(dir, stream, 1)).summary.rows).toBeGreaterThan(0);
    await other.close();
    await own.close();
  });

  it("brings rows, refusals and watched spans into the lake, and goes on where it was left", async () => {
    const dir = await workshop.folder();
    const refusal = { rejection: { file: "made-up", reason: "bad_time", raw: "" } };
    const stream = streamOf([
      page(0, [likeBy("a", 0)], true),
      page(1, [likeBy("b", 1), refusal]),
      page(2, [likeBy("c", 2)]),
      page(5, [likeBy("d", 5)], true),
      page(7, [likeBy("e", 7)]),
    ]);
    const events: ProgressEvent[] = [];
    const first = await follow(dir, stream, 3, events);
    expect(first.summary).toMatchObject({
      network: "bluesky",
      stream: "made-up",
      events: 3,
      rejections: { bad_time: 1 },
      newest_event_at: at(1),
    });
    expect(first.tables.interactions.map(row => row["actor_id"])).toEqual(["a", "b"]);
    expect(events.at(-1)).toMatchObject({ isLast: true, done: 3 });
    expect(events.at(-1)!.note).toContain("1 rejected (bad_time)");
    const second = await follow(dir, stream, 3);
    expect(second.tables.interactions.map(row => row["actor_id"])).toEqual(["a", "b", "c", "d", "e"]);
    expect(second.tables.observations.map(row => [row["from_at"], row["to_at"], row["is_complete"]])).toEqual(
      [
        [at(0), at(1), true],
        [at(1), at(2), true],
        [at(5), at(7), true],
      ],
    );
  });

  it("counts a row that comes twice once", async () => {
    const stream = streamOf([page(0, [likeBy("a", 0), likeBy("b", 0)]), page(1, [likeBy("a", 0)])]);
    const { summary, tables } = await follow(await workshop.folder(), stream, 3);
    expect(tables.interactions).toHaveLength(2);
    expect(summary.rows_duplicate).toBe(1);
  });

  it("completes a profile of which only a part is said from what is known of it, also by an earlier process", async () => {
    const dir = await workshop.folder();
    const stream = streamOf([
      page(0, [profileAt(0, { handle: "star.example.org" })]),
      page(1, [profileAt(1, { display_name: "Star", bio: "I shine", is_indexable: false })]),
      page(2, [profileAt(2, { handle: "sun.example.org" }), likeBy("a", 2)]),
      page(3, [profileAt(3, { display_name: "Sun", bio: null, is_indexable: false })]),
    ]);
    await follow(dir, stream, 2);
    const { tables } = await follow(dir, stream, 3);
    const told = tables.accounts
      .toSorted((a, b) => (String(a["observed_at"]) < String(b["observed_at"]) ? -1 : 1))
      .map(row => [row["handle"], row["display_name"], row["bio"], row["is_indexable"]]);
    expect(told).toEqual([
      ["star.example.org", null, null, null],
      ["star.example.org", "Star", "I shine", false],
      ["sun.example.org", "Star", "I shine", false],
      ["sun.example.org", "Sun", null, false],
    ]);
  });

  it("keeps what was taken in when the stream fails, and throws why", async () => {
    const dir = await workshop.folder();
    const broken: LiveStream = {
      ...streamOf([]),
      async *follow(): AsyncGenerator<Page> {
        yield { ...page(0, [likeBy("a", 0)]), cursor: "1", isLast: false };
        throw new Error("the server is away");
      },
    };
    await expect(follow(dir, broken, 99)).rejects.toThrow("the server is away");
    const lake = await workshop.open(dir);
    expect(JSON.parse(lake.readCursor("ingest bluesky-made-up")!)).toMatchObject({ cursor: "1" });
    const engine = await workshop.engine();
    await lake.compact(engine);
    expect(await lakeRows(lake, engine, "interactions")).toHaveLength(1);
  });

  it("keeps a place for each server and timeline", () => {
    expect(cursorNameOf("bluesky-firehose", { service: undefined, complete: true })).toBe(
      "ingest bluesky-firehose",
    );
    expect(cursorNameOf("mastodon-public", { local: true, instance: "a.example" })).toBe(
      "ingest mastodon-public instance=a.example local=true",
    );
  });
});
