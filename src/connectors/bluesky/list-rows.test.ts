import { describe, expect, it } from "vitest";
import { rowsOfRecord } from "./record-rows.ts";
import { rowsOfEvent } from "./stream-event.ts";

const OWNER = "did:plc:owner";
const BEA = "did:plc:bea";
const LIST = `at://${OWNER}/app.bsky.graph.list/3l1`;
const seenAt = "2026-11-02T00:00:00.000Z";
const createdAt = "2026-11-01T00:00:00.000Z";

const rowsOf = (did: string, collection: string, rkey: string, record: object) => {
  const read = rowsOfRecord({ did, collection, rkey, record, seenAt });
  return "rows" in read ? read.rows.map(({ table, row }) => [table, row]) : read.reason;
};
const named = (purpose: string) => ({ name: "Bread people", purpose, description: "Bakers", createdAt });

describe("lists of Bluesky", () => {
  it("have a row under the name that their owner gave them", () => {
    const row = { network: "bluesky", list_id: LIST, owner_id: OWNER, name: "Bread people" };
    for (const purpose of ["curatelist", "referencelist"])
      expect(rowsOf(OWNER, "app.bsky.graph.list", "3l1", named(`app.bsky.graph.defs#${purpose}`))).toEqual([
        ["lists", { ...row, description: "Bakers", observed_at: seenAt }],
      ]);
  });

  it("say nothing when they are for moderation: their names are said against those on them", () => {
    expect(rowsOf(OWNER, "app.bsky.graph.list", "3l1", named("app.bsky.graph.defs#modlist"))).toEqual([]);
  });

  it("are filled by their owner alone, and nobody puts themselves on one", () => {
    const item = (did: string, subject: string) =>
      rowsOf(did, "app.bsky.graph.listitem", "3i1", { subject, list: LIST, createdAt });
    expect(item(OWNER, BEA)).toEqual([
      [
        "interactions",
        {
          ...{
            network: "bluesky",
            interaction_id: `at://${OWNER}/app.bsky.graph.listitem/3i1`,
            kind: "list",
          },
          ...{ actor_id: OWNER, target_id: BEA, post_id: LIST, acted_at: createdAt },
        },
      ],
    ]);
    expect(item("did:plc:other", BEA)).toEqual([]);
    expect(item(OWNER, OWNER)).toEqual([]);
    expect(rowsOf(OWNER, "app.bsky.graph.listitem", "3i1", { subject: BEA, list: "x", createdAt })).toBe(
      "bad_list",
    );
  });

  it("are removed as posts are, those on them as acts", () => {
    const gone = (collection: string) =>
      rowsOfEvent({ kind: "record", did: OWNER, collection, rkey: "3l1", record: null }, seenAt, "test").map(
        record => ("row" in record ? record.row : null),
      );
    expect(gone("app.bsky.graph.list")).toMatchObject([{ subject: "post", subject_id: LIST }]);
    expect(gone("app.bsky.graph.listitem")).toMatchObject([
      { subject: "interaction", subject_id: `at://${OWNER}/app.bsky.graph.listitem/3l1` },
    ]);
  });
});
