import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toEvidence } from "../../src/app/account-evidence.ts";
import { DEFAULT_MODEL_ID, loadModel } from "../../src/app/load-model.ts";
import type { Engine } from "../../src/engines/contract.ts";
import { runModels } from "../../src/pipeline/run-models.ts";
import { scoreAccount } from "../../src/scoring/score-account.ts";
import { loadSources, openTestEngine } from "../support/sources.ts";

const START = "2026-01-01";
const MOST_POINTS = 3;
const model = loadModel(DEFAULT_MODEL_ID);

/** Acts a day, and how many people act. */
const ACCOUNTS = {
  "every other day": { acts: 0.5, people: 15 },
  "once a day": { acts: 1, people: 20 },
  "five times a day": { acts: 5, people: 40 },
  "sixty times a day": { acts: 60, people: 800 },
} as const;

let engine: Engine;
const scores = new Map<string, number[]>();

const draw = (stream: string) => `(hash('${stream}', k) % 1000003 / 1000003.0)`;
const at = (days: string) => `TIMESTAMP '${START}' + to_minutes(CAST(1440 * (${days}) AS INTEGER))`;

/** 180 days of steady acts on one account and none after; nothing is known of posts, profiles or spans. */
async function act(id: string, { acts, people }: { acts: number; people: number }): Promise<void> {
  await engine.run(`INSERT INTO lake_interactions BY NAME SELECT 'x' AS network, '${id}' || k AS interaction_id,
    'like' AS kind, '${id}-fan' || CAST(floor(${draw(id)} * ${people}) AS INTEGER) AS actor_id, '${id}' AS target_id,
    '${id}-post' || CAST(floor(k / ${Math.max(1, acts)}) AS INTEGER) AS post_id, ${at(`k / ${acts}`)} AS acted_at
    FROM range(${180 * acts}) AS rows(k)`);
}

beforeAll(async () => {
  engine = await openTestEngine();
  const source = await loadSources(engine, {});
  for (const [id, steady] of Object.entries(ACCOUNTS)) await act(id, steady);
  await engine.run(`INSERT INTO lake_interactions BY NAME SELECT 'x' AS network, 'else' || k AS interaction_id,
    'like' AS kind, 'somebody' || k % 300 AS actor_id, 'someone' || k % 60 AS target_id,
    ${at("k / 30.0")} AS acted_at FROM range(6300) AS rows(k)`);
  for (const days of [180, 210]) {
    const asOf = new Date(Date.parse(`${START}T00:00:00Z`) + days * 86_400_000).toISOString();
    const { constants, kindWeights } = model;
    await runModels(engine, { source, asOf, constants, kindWeights, only: ["account_features"] });
    for (const row of await engine.rows("SELECT * FROM account_features"))
      scores.set(String(row["account_id"]), [
        ...(scores.get(String(row["account_id"])) ?? []),
        scoreAccount(toEvidence(row), model).score ?? Number.NaN,
      ]);
  }
});

afterAll(() => engine.close());

describe("30 silent days after a steady half-year, where only acts are known", () => {
  it.each(Object.keys(ACCOUNTS))("cost an account that was acted on %s at most 3 points", id => {
    const [before, after] = scores.get(id)!;
    expect(before).toBeGreaterThan(30);
    expect(before! - after!).toBeLessThanOrEqual(MOST_POINTS);
    expect(before! - after!).toBeGreaterThanOrEqual(0);
  });
});
