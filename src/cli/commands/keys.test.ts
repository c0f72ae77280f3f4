import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renownHere, temporaryFolders } from "../../../test/support/renown-cli.ts";

const newFolder = temporaryFolders();

describe("renown keys", () => {
  it("makes a key, shows it once, lists it without its secret and ends it", async () => {
    const data = join(await newFolder(), "lake");
    const made = await renownHere(["keys", "create", "--name", "newsroom", "--rate", "50", "--data", data]);
    expect(made.exitCode).toBe(0);
    const [key] = made.out.split("\n");
    expect(key).toMatch(/^rnw_[0-9a-f]{10}_[\w-]{43}$/);
    const id = key!.split("_")[1]!;
    const listed = await renownHere(["keys", "list", "--data", data]);
    expect(listed.out).toMatch(new RegExp(`${id} +newsroom +read +50`));
    expect(listed.out).not.toContain(key!.slice(15));
    const ended = await renownHere(["keys", "revoke", id, "--json", "--data", data]);
    expect(ended.json()[0]).toMatchObject({ key_id: id, revoked_at: expect.any(String) });
  });

  it("says what to do about a lake or key that is not there", async () => {
    const data = join(await newFolder(), "lake");
    expect(await renownHere(["keys", "list", "--data", data])).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("renown demo"),
    });
    await renownHere(["keys", "create", "--operator", "--data", data]);
    expect(await renownHere(["keys", "revoke", "nothing", "--data", data])).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining("renown keys list"),
    });
    expect((await renownHere(["keys", "create", "--rate", "0", "--data", data])).exitCode).toBe(2);
  });
});
