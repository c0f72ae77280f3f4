import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { SimulatedPopulation } from "./simulated-population.ts";

const ASKED = 25;
let population: SimulatedPopulation;
let engine: DuckDbEngine;

beforeAll(async () => {
  population = await SimulatedPopulation.create({ accounts: 3000, interactions: 60_000, seed: 7 });
  engine = await population.openEngine("talk", 2);
});

afterAll(async () => {
  await engine.close();
  await population.remove();
});

/** Score by network and account id of all scored accounts of the last run. */
async function scores(): Promise<ReadonlyMap<string, number>> {
  const rows = await engine.rows(
    "SELECT network, account_id, score FROM account_scores WHERE score IS NOT NULL ORDER BY network, account_id",
  );
  return new Map(rows.map(row => [`${row["network"]} ${row["account_id"]}`, Number(row["score"])]));
}

/** Interactions in which the account replies to thirty accounts that one to five people acted on. */
function thirtyReplies(key: string): string {
  const [network, account] = key.split(" ");
  return `SELECT network, concat('talk-', target_id) AS interaction_id, 'reply' AS kind, '${account}' AS actor_id,
      target_id, TIMESTAMP '2026-10-29 00:00:00' AS acted_at
    FROM (SELECT '${network}' AS network, account_id AS target_id FROM small_accounts
      WHERE network = '${network}' AND account_id <> '${account}' ORDER BY hash(account_id, '${account}') LIMIT 30)`;
}

describe("a law of the score, on a simulated population", () => {
  it("talking to small accounts costs less than half a point", async () => {
    await population.run(engine);
    const before = await scores();
    await engine.createTable(
      "small_accounts",
      "SELECT network, account_id FROM account_features WHERE engaged_people_count BETWEEN 1 AND 5",
    );
    const keys = [...before.keys()];
    const falls: number[] = [];
    for (let number = 0; number < ASKED; number++) {
      const key = keys[Math.floor((number * keys.length) / ASKED)]!;
      await population.run(engine, thirtyReplies(key));
      falls.push(before.get(key)! - (await scores()).get(key)!);
    }
    expect(falls.some(fall => fall !== 0)).toBe(true);
    expect(Math.max(...falls)).toBeLessThan(0.5);
  }, 180_000);
});
