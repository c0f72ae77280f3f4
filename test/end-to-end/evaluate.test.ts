import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renown, temporaryFolders } from "../support/renown-cli.ts";

describe("renown evaluate", () => {
  const newFolder = temporaryFolders();
  const evaluate = (...args: readonly string[]) => renown(["evaluate", ...args, "--quiet"]);

  async function folderWith(name: string, lines: readonly string[]): Promise<string> {
    const folder = await newFolder();
    await writeFile(join(folder, name), lines.join("\n"));
    return folder;
  }

  it("prints markdown, prints JSON, and writes the JSON to a file", async () => {
    const data = await folderWith("pairs.csv", [
      "Choice,A_listed_count,B_listed_count",
      "1,9,2",
      "0,1,7",
      "1,3,4",
    ]);
    const shown = await evaluate("pairs", "--data", data);
    expect(shown).toMatchObject({ exitCode: 0, err: "" });
    expect(shown.out).toMatch(/^# Evaluation: pairs\n[\s\S]*\| listed_count \|/);
    const out = join(data, "result.json");
    const printed = await evaluate("pairs", "--data", data, "--json", "--out", out, "--seed", "7");
    const { schema_version, ...result } = printed.json()[0]!;
    expect(schema_version).toBe("1.0");
    expect(result).toMatchObject({ suite: "pairs", auc: 1, resampling: { seed: 7 } });
    expect(JSON.parse(readFileSync(out, "utf8"))).toEqual(result);
  });

  it("foretells from a file whose name only begins with the suite's, named itself or by its folder", async () => {
    const folder = await folderWith("interactions-may.csv", [
      "acted_at,kind,target_id,actor_id",
      ...["p", "q", "r", "s"].map(actor => `2026-05-01T00:00:00Z,repost,star,${actor}`),
      "2026-05-01T00:00:00Z,repost,other,p",
      ...["t", "u"].map(actor => `2026-05-02T00:00:00.5Z,repost,star,${actor}`),
    ]);
    const args = ["--split-at", "2026-05-02", "--json"];
    const named = await evaluate("forecast", "--data", join(folder, "interactions-may.csv"), ...args);
    expect(named).toMatchObject({ exitCode: 0, err: "" });
    expect(named.json()[0]).toMatchObject({ ndcg_at_100: 1, active_accounts: 6, scored_accounts: 1 });
    expect((await evaluate("forecast", "--data", folder, ...args)).out).toBe(named.out);
  });

  it("says what is missing: folder, file, split, suite, model", async () => {
    const data = await folderWith("pairs.csv", ["Choice,A_x,B_x", "1,2,3"]);
    const failing = async (exitCode: number, message: RegExp, ...args: readonly string[]) => {
      const result = await evaluate(...args);
      expect(result.exitCode).toBe(exitCode);
      expect(result.err).toMatch(message);
    };
    await failing(2, /Name the folder/, "pairs");
    await failing(2, /no evaluation suite "pear"\. Suites: .*forecast/, "pear", "--data", data);
    await failing(2, /needs --split-at/, "forecast", "--data", data);
    await failing(1, /holds no accounts\.csv/, "klout", "--data", data);
    await failing(1, /does not exist/, "klout", "--data", join(data, "nowhere"));
    await failing(2, /no model "none"/, "pairs", "--data", data, "--model", "none");
    await failing(2, /--seed x/, "pairs", "--data", data, "--seed", "x");
  });
});
