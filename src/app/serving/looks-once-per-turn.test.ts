import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { ServingStateWatch } from "../../lake/serving-state.ts";

let served: ServedLake;
let watches: readonly [everyTime: ServingStateWatch, oncePerTurn: ServingStateWatch];

beforeAll(async () => {
  served = await servedTinyLake();
  watches = [new ServingStateWatch(served.dataDir), new ServingStateWatch(served.dataDir, true)];
});

afterAll(async () => {
  for (const watch of watches) watch.close();
  await served.close();
});

describe("a process that only reads", () => {
  it("sees what another changed from the next turn on, and when it looks again", async () => {
    const [everyTime, oncePerTurn] = watches;
    const before = oncePerTurn.read().forgetGeneration;
    change();
    expect(everyTime.read().forgetGeneration).toBe(before + 1);
    expect(oncePerTurn.read().forgetGeneration).toBe(before);
    expect(oncePerTurn.look().forgetGeneration).toBe(before + 1);
    change();
    await nextTurn();
    expect(oncePerTurn.read().forgetGeneration).toBe(before + 2);
  });
});

function change(): void {
  const db = new Database(join(served.dataDir, "lake.db"));
  db.exec("UPDATE meta SET value = CAST(value + 1 AS TEXT) WHERE name = 'forget_generation'");
  db.close();
}
