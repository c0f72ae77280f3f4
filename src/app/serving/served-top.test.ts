import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { type TopEntry, topList } from "../top-list.ts";
import { servedTop } from "./served-top.ts";
import { StaleCursor } from "./top-cursor.ts";

let served: ServedLake;

beforeAll(async () => {
  served = await servedTinyLake();
});

afterAll(async () => {
  await served.close();
});

/** The tiny marts hold the accounts of a person in no order. */
const comparable = ({ handles, networks, ...entry }: TopEntry) => ({
  ...entry,
  handles: handles.toSorted(),
  networks: networks.toSorted(),
});

describe("a served leaderboard", () => {
  it.each([1, 2, 3, 100])("page by page of %i is the one of the command line", async limit => {
    const { entries: whole } = await topList({ dataDir: served.dataDir, limit: 100 });
    const paged: TopEntry[] = [];
    let cursor: string | null = null;
    do {
      const page = await served.snapshots.withView(view =>
        servedTop(view, { limit, ...(cursor !== null && { cursor }) }),
      );
      paged.push(...page.entries);
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(paged.map(comparable)).toEqual(whole.map(comparable));
    expect(whole.filter(entry => entry.tied_to > entry.tied_from).length).toBeGreaterThan(1);
  });

  it("takes a cursor for the snapshot and list that gave it only", async () => {
    await served.snapshots.withView(async view => {
      const { next_cursor } = await servedTop(view, { limit: 1 });
      const cursor = next_cursor!;
      await expect(servedTop(view, { limit: 1, cursor, network: "x" })).rejects.toThrow(StaleCursor);
      await expect(servedTop({ ...view, version: "newer" }, { limit: 1, cursor })).rejects.toThrow(
        StaleCursor,
      );
    });
  });
});
