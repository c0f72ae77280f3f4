import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CAST } from "../../src/simulator/cast.ts";
import { filesUnder, renown, temporaryFolders } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();

describe("the demo under a pipe", () => {
  it("ends well, names its cast, and works again in the same folder", async () => {
    const data = join(await newFolder(), "lake");
    const first = await renown(["demo", "--no-serve", "--data", data]);
    expect(first.exitCode).toBe(0);
    for (const { handle } of CAST) expect(first.out).toContain(handle);
    // Nothing redraws a line or colours it where there is no terminal.
    for (const control of ["\r", "\u001b"]) expect(first.out + first.err).not.toContain(control);
    const tables = filesUnder(data).filter(path => /^(accounts|posts|interactions)\//.test(path));
    expect(tables.length).toBeGreaterThan(0);

    const second = await renown(["demo", "--no-serve", "--quiet", "--data", data]);
    expect(second).toMatchObject({ exitCode: 0, err: "" });
    const after = filesUnder(data).filter(path => /^(accounts|posts|interactions)\//.test(path));
    expect(after).toEqual(tables);

    const handles = CAST.map(({ network, handle }) => (network === "x" ? `x:@${handle}` : handle));
    const scored = await renown(["score", ...handles, "--json", "--data", data]);
    expect(scored.exitCode).toBe(4);
    for (const [index, answer] of scored.json().entries()) {
      const { expected } = CAST[index]!;
      const hasScore = !("status" in expected) || expected.status === "opted_out";
      expect([handles[index], answer["score"] !== null]).toEqual([handles[index], hasScore]);
    }
    expect(filesUnder(join(data, "tmp"))).toEqual([]);
  });
});
