import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CAR_OWNER, carOf, smallRepo } from "../../../test/support/bluesky-car.ts";
import { readExport } from "../../../test/support/export-records.ts";
import { InputProblem } from "../../domain/errors.ts";
import type { ConnectorRecord } from "../contract.ts";

const BEA = "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb";
const CY = "did:plc:cccccccccccccccccccccccc";
const OWN = `at://${CAR_OWNER}/app.bsky.feed`;

describe("a Bluesky repository", () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "renown-car-"));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  async function readCar(bytes: Uint8Array): Promise<readonly ConnectorRecord[]> {
    const path = join(dir, "repo.car");
    writeFileSync(path, bytes);
    return (await readExport(path)).records;
  }

  it("becomes its owner's posts and acts, dated no later than its last commit", async () => {
    const records = await readCar(await carOf(smallRepo()));
    expect(records.filter(record => "rejection" in record)).toEqual([]);
    const rows = records.flatMap(record => ("row" in record ? [record] : []));
    const acts = rows.flatMap(({ table, row }) =>
      table === "interactions"
        ? [[row.kind, row.interaction_id, row.target_id, row.post_id, row.acted_at]]
        : [],
    );
    const theirs = `at://${BEA}/app.bsky.feed.post/3kxyz`;
    expect(acts).toEqual([
      ["like", `${OWN}.like/3lb1`, BEA, theirs, "2024-11-22T08:00:00.000Z"],
      ["mention", `${OWN}.post/3la1#mention:${BEA}`, BEA, null, "2024-11-20T10:00:00.000Z"],
      ["reply", `${OWN}.post/3la2`, BEA, theirs, "2024-11-21T10:00:00.000Z"],
      [
        ...["quote", `${OWN}.post/3la2#quote`, CY],
        ...[`at://${CY}/app.bsky.feed.post/3kq`, "2024-11-21T10:00:00.000Z"],
      ],
      ["repost", `${OWN}.repost/3lc1`, BEA, theirs, "2024-11-22T09:00:00.000Z"],
      ["follow", `at://${CAR_OWNER}/app.bsky.graph.follow/3ld1`, BEA, null, "2024-11-01T00:00:00.000Z"],
    ]);
    const committedAt = "2024-11-29T02:50:44.802Z";
    const posts = rows.flatMap(({ table, row }) =>
      table === "posts" ? [[row.kind, row.post_id, row.posted_at, row.tags]] : [],
    );
    expect(posts).toEqual([
      ["original", `${OWN}.post/3la1`, "2024-11-20T10:00:00.000Z", ["bread"]],
      ["reply", `${OWN}.post/3la2`, "2024-11-21T10:00:00.000Z", []],
      ["reply", `${OWN}.post/3la3`, committedAt, []],
      ["repost", `${OWN}.repost/3lc1`, "2024-11-22T09:00:00.000Z", null],
    ]);
    expect(rows.find(({ table }) => table === "accounts")?.row).toMatchObject({
      ...{ account_id: CAR_OWNER, handle: null, display_name: "Ada", bio: "Bread & butter" },
      ...{ is_indexable: true, observed_at: committedAt },
    });
    expect(rows.find(({ table }) => table === "account_stats")?.row).toMatchObject({
      ...{ followers_count: null, following_count: 1, posts_count: 3 },
    });
    expect(rows.flatMap(({ table, row }) => (table === "observations" ? [row] : []))).toEqual([
      {
        ...{ network: "bluesky", scope: CAR_OWNER, table: "posts", kind: "*", is_complete: true },
        ...{ from_at: "2024-11-20T00:00:00.000Z", to_at: committedAt, source: "bluesky-car" },
      },
    ]);
  });

  it("of somebody who asks not to be shown gives that and nothing else", async () => {
    const labels = { $type: "com.atproto.label.defs#selfLabels", values: [{ val: "!no-unauthenticated" }] };
    const profile = { $type: "app.bsky.actor.profile", displayName: "Ada", description: "Shy", labels };
    const records = await readCar(await carOf({ ...smallRepo(), "app.bsky.actor.profile/self": profile }));
    expect(records).toMatchObject([
      { table: "accounts", row: { is_indexable: false, display_name: null, bio: null } },
      { rejection: { reason: "opted_out" } },
    ]);
  });

  it("counts a record that cannot be read and goes on", async () => {
    const broken = { ...smallRepo(), "app.bsky.feed.like/3lb0": { createdAt: "2024-11-22T08:00:00.000Z" } };
    const records = await readCar(await carOf(broken));
    expect(records.filter(record => "rejection" in record)).toMatchObject([
      { rejection: { file: "app.bsky.feed.like/3lb0", reason: "missing_subject" } },
    ]);
    expect(records).toHaveLength((await readCar(await carOf(smallRepo()))).length + 1);
  });

  it("is refused as a whole when it is cut short anywhere, and names the file", async () => {
    const bytes = await carOf(smallRepo());
    for (let length = 0; length < bytes.length; length += 37) {
      const problem = await readCar(bytes.subarray(0, length)).catch((error: unknown) => error);
      expect(problem, `${length} bytes`).toBeInstanceOf(InputProblem);
      expect((problem as Error).message).toContain("repo.car");
    }
  });

  it("is refused when a byte of a record was changed", async () => {
    const bytes = Buffer.from(await carOf(smallRepo()));
    bytes[bytes.indexOf("Bread & butter")]! ^= 1;
    await expect(readCar(bytes)).rejects.toThrow(/does not match its hash/);
  });

  it("is refused when it has no time of its last commit", async () => {
    await expect(readCar(await carOf(smallRepo(), { rev: "not a tid" }))).rejects.toThrow(InputProblem);
  });

  it("is refused when the file is larger than any repository, before it is read", async () => {
    const path = join(dir, "repo.car");
    writeFileSync(path, await carOf(smallRepo()));
    await expect(readExport(path, { maxEntryBytes: 100 })).rejects.toThrow(InputProblem);
  });
});
