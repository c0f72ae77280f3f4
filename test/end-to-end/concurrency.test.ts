import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { linesOf, renown, renownHere, temporaryFolders, textsUnder } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();
const newLake = async () => join(await newFolder(), "lake");

/** A file of `count` likes of account 9 by accounts numbered from `first` on, one a minute. */
async function likesFrom(first: number, count: number): Promise<string> {
  const path = join(await newFolder(), "interactions.csv");
  const lines = Array.from({ length: count }, (_, index) => {
    const actedAt = new Date(Date.UTC(2026, 0, 5) + index * 60_000).toISOString();
    return `x,${first + index},9,like,${actedAt}`;
  });
  writeFileSync(path, `network,actor_id,target_id,kind,acted_at\n${lines.join("\n")}\n`);
  return path;
}

/** Ids of the accounts that acted, as counted in the lake's files, in order; each as often as it stands there. */
async function actorsIn(data: string): Promise<readonly number[]> {
  const texts = Object.values(await textsUnder(join(data, "interactions")));
  const rows = texts.flatMap(text => linesOf(text).map(line => JSON.parse(line)));
  return rows.map(row => Number(row.actor_id)).toSorted((a, b) => a - b);
}

const numbers = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

describe("two processes on one lake", () => {
  it("that import at once into a new lake bring in all rows, each once", async () => {
    const data = await newLake();
    // Both files touch the same days, and share a hundred rows.
    const files = [await likesFrom(1000, 2000), await likesFrom(5000, 2000), await likesFrom(1000, 100)];
    const results = await Promise.all(files.map(file => renown(["import", file, "--quiet", "--data", data])));
    for (const result of results) expect(result).toMatchObject({ exitCode: 0, err: "" });
    const run = await renownHere(["run", "--json", "--quiet", "--data", data]);
    expect(run).toMatchObject({ exitCode: 0, err: "" });
    expect(run.json()[0]).toMatchObject({ interactions_count: 4000 });
    // The run merged what overlaps.
    expect(await actorsIn(data)).toEqual([...numbers(1000, 2000), ...numbers(5000, 2000)]);
    const top = await renownHere(["top", "--json", "--data", data]);
    expect(top.json()[0]).toMatchObject({ entries: [{ id: "x:9", engaged_people_count: 4000 }] });
  });

  it("of which one imports the same file as the other count it once", async () => {
    const data = await newLake();
    const file = await likesFrom(1000, 500);
    const results = await Promise.all(
      [file, file].map(path => renown(["import", path, "--json", "--quiet", "--data", data])),
    );
    const inputs = results.flatMap(result => result.json()[0]!["inputs"] as { is_known: boolean }[]);
    expect(inputs.map(input => input.is_known).toSorted()).toEqual([false, true]);
    expect(await actorsIn(data)).toEqual(numbers(1000, 500));
  });

  it("of which one runs while the other imports lose nothing", async () => {
    const data = await newLake();
    expect(await renownHere(["import", await likesFrom(1000, 1000), "--data", data])).toMatchObject({
      exitCode: 0,
    });
    const [run, imported, streamed] = await Promise.all([
      renown(["run", "--quiet", "--data", data]),
      renown(["import", await likesFrom(5000, 1000), "--quiet", "--data", data]),
      renown(["import", "-", "--table", "interactions", "--network", "x", "--quiet", "--data", data], {
        input: '{"actor_id":"77","target_id":"9","kind":"like","acted_at":"2026-01-05T10:00:00Z"}\n',
      }),
    ]);
    for (const result of [run, imported, streamed]) expect(result).toMatchObject({ exitCode: 0, err: "" });
    expect(await renownHere(["run", "--quiet", "--data", data])).toMatchObject({ exitCode: 0, err: "" });
    expect(await actorsIn(data)).toEqual([77, ...numbers(1000, 1000), ...numbers(5000, 1000)]);
    const top = await renownHere(["top", "--json", "--data", data]);
    expect(top.json()[0]).toMatchObject({ run_id: "run-000002", entries: [{ id: "x:9" }] });
  });
});
