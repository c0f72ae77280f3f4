import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { type InfluenceEstimate, placesOf } from "../../scoring/order.ts";
import { SURE_ORDER } from "../sure-order.ts";
import { type TopEntry, topList } from "../top-list.ts";
import { type ServedTop, servedTop } from "./served-top.ts";
import type { ServedView } from "./served-view.ts";
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

/** A view whose leaderboard holds `estimates`, its cursors being places in them. */
function viewOf(estimates: readonly InfluenceEstimate[]): ServedView {
  const entries = estimates.map((estimate, i) => ({
    ...{ id: `x:${i}`, accounts: [], score: 50, low: 40, high: 60, coverage: 1 },
    ...{ followers_count: null, engaged_people_count: null, ...estimate },
  }));
  const stamp = { asOf: "2026-10-31T00:00:00.000Z", modelId: "m", basis: "published" };
  const view: Pick<ServedView, "version" | "publish" | "leaderboard"> = {
    ...{ version: "v1", publish: "open" },
    leaderboard: async ({ cursor = "0", limit }) => {
      const end = Number(cursor) + limit;
      const nextCursor = end < entries.length ? String(end) : null;
      return { entries: entries.slice(Number(cursor), end), size: entries.length, nextCursor };
    },
  };
  return { ...view, reader: { stamp }, model: { intendedUse: "" } } as unknown as ServedView;
}

async function pagesOf(view: ServedView, limit: number): Promise<readonly TopEntry[]> {
  const paged: TopEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: ServedTop = await servedTop(view, { limit, ...(cursor !== null && { cursor }) });
    paged.push(...page.entries);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return paged;
}

describe("a served leaderboard", () => {
  it.each([1, 2, 3, 100])("page by page of %i is the one of the command line", async limit => {
    const { entries: whole } = await topList({ dataDir: served.dataDir, limit: 100 });
    const paged = await served.snapshots.withView(view => pagesOf(view, limit));
    expect(paged.map(comparable)).toEqual(whole.map(comparable));
    expect(whole.filter(entry => entry.tied_to > entry.tied_from).length).toBeGreaterThan(1);
  });

  it("keeps ranks and ties whole wherever a page ends", async () => {
    const estimate = fc.record({
      influence: fc.integer({ min: 0, max: 20 }).map(tenths => tenths / 10),
      variance: fc.constantFrom(0.001, 0.01, 0.1),
    });
    const lists = fc.array(estimate, { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(lists, fc.integer({ min: 1, max: 6 }), async (estimates, limit) => {
        const sorted = estimates.toSorted((a, b) => b.influence - a.influence);
        const places = placesOf(sorted, SURE_ORDER);
        const paged = await pagesOf(viewOf(sorted), limit);
        const shown = paged.map(({ rank, tied_from, tied_to, probability_above_next }) => ({
          ...{ rank, tied_from, tied_to, probability_above_next },
        }));
        expect(shown).toEqual(places);
      }),
      { numRuns: 200, seed: 20261101 },
    );
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
