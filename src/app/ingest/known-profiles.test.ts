import { describe, expect, it } from "vitest";
import { lakeWorkshop } from "../../../test/support/lake-rows.ts";
import { KnownProfiles, type ProfileRow } from "./known-profiles.ts";

const workshop = lakeWorkshop();

function renamed(handle: string, minute: number): ProfileRow {
  const row = {
    network: "bluesky",
    account_id: "did:plc:star",
    handle,
    display_name: null,
    kind: null,
    bio: null,
    url: null,
    created_at: null,
    is_protected: false,
    is_indexable: null,
    is_verified: null,
    observed_at: new Date(Date.UTC(2026, 10, 1, 10, minute)).toISOString(),
  } as const;
  return { table: "accounts", row, unsaid: ["display_name", "bio", "is_indexable"] };
}

describe("profiles that are known", () => {
  it("stay known while they may stand in the journal only, also when a compaction ends before they are durable", async () => {
    const session = { lake: await workshop.open(await workshop.folder()), engine: await workshop.engine() };
    const profiles = new KnownProfiles(session);
    const { row } = renamed("star.example.org", 0);
    await profiles.complete([{ table: "accounts", row: { ...row, bio: "I shine", is_indexable: false } }]);
    // Not a row of it is in the lake yet.
    profiles.beginCompaction()();
    const [whole] = await profiles.complete([renamed("sun.example.org", 1)]);
    expect(whole).toMatchObject({ handle: "sun.example.org", bio: "I shine", is_indexable: false });
    profiles.beginCompaction()();
    profiles.beginCompaction()();
    const [unknown] = await profiles.complete([renamed("moon.example.org", 2)]);
    expect(unknown).toMatchObject({ handle: "moon.example.org", bio: null, is_indexable: null });
  });

  it("stay known to a batch that asks while a compaction ends", async () => {
    const session = { lake: await workshop.open(await workshop.folder()), engine: await workshop.engine() };
    const profiles = new KnownProfiles(session);
    const { row } = renamed("star.example.org", 0);
    await profiles.complete([{ table: "accounts", row: { ...row, bio: "I shine" } }]);
    profiles.beginCompaction()();
    const isDone = profiles.beginCompaction();
    const other = renamed("other.example.org", 1);
    const asked = { ...other, row: { ...other.row, account_id: "did:plc:other" } };
    const completing = profiles.complete([asked, renamed("sun.example.org", 1)]);
    isDone();
    expect((await completing)[1]).toMatchObject({ handle: "sun.example.org", bio: "I shine" });
  });
});
