import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BriefVocabularies, BriefVocabulary } from "../../src/app/brief-vocabulary.ts";
import { demo } from "../../src/app/demo.ts";
import { noProgress } from "../../src/domain/progress.ts";
import { DuckDbEngine } from "../../src/engines/duckdb/duckdb-engine.ts";
import { sqlLiteral } from "../../src/lib/sql-text.ts";
import { CAST } from "../../src/simulator/cast.ts";
import { renownHere } from "../support/renown-cli.ts";

const dataDir = mkdtempSync(join(tmpdir(), "renown-vocabularies-"));
const MEMBERS = ["x:@maya_rivers", "x:@luma", "x:@ines_okafor"] as const;
const answers = new Map<string, BriefVocabularies>();
let engine: DuckDbEngine;

const ask = (...argv: readonly string[]) => renownHere([...argv, "--quiet", "--data", dataDir]);

beforeAll(async () => {
  await demo({ dataDir, progress: noProgress });
  const { json } = await ask("score", ...MEMBERS, "--json");
  for (const [i, line] of json().entries())
    answers.set(MEMBERS[i]!, line["vocabularies"] as BriefVocabularies);
  engine = await DuckDbEngine.open({ memoryMebibytes: 512, threads: 1, spillDir: join(dataDir, "spill") });
});

afterAll(async () => {
  await engine.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const valuesOf = (words: BriefVocabulary) =>
  Object.fromEntries(words.measures.map(({ name, value }) => [name, value]));

/** Twitalyzer's published shares, counted again from the files of the lake. */
async function recounted(handle: string) {
  const id = sqlLiteral(CAST.find(member => member.handle === handle.slice(3))!.accountId);
  const table = (name: string) =>
    `(SELECT * FROM read_parquet(${sqlLiteral(join(dataDir, name, "network=x", "**", "*.parquet"))}))`;
  const window = (column: string) =>
    `${column} >= TIMESTAMP '2026-10-31' - INTERVAL 90 DAY AND ${column} < TIMESTAMP '2026-10-31'`;
  const speaking = `kind IN ('reply', 'quote', 'mention') AND ${window("acted_at")} AND actor_id <> target_id
    AND NOT EXISTS (SELECT 1 FROM ${table("accounts")} AS a WHERE a.is_protected AND a.account_id IN (actor_id, target_id))`;
  const [row] = await engine.rows(
    `SELECT
      (SELECT 100.0 * count(*) FILTER (WHERE kind <> 'original' OR len(tags) + len(links) + len(mention_ids) > 0) / count(*)
       FROM ${table("posts")} WHERE author_id = ${id} AND ${window("posted_at")}) AS signal,
      (SELECT 100.0 * count(*) FILTER (WHERE kind = 'repost') / count(*)
       FROM ${table("posts")} WHERE author_id = ${id} AND ${window("posted_at")}) AS generosity,
      (SELECT count(DISTINCT target_id) FROM ${table("interactions")} WHERE actor_id = ${id} AND ${speaking}) AS referenced,
      (SELECT count(DISTINCT actor_id) FROM ${table("interactions")} WHERE target_id = ${id} AND ${speaking}) AS referencing`,
  );
  return row!;
}

describe("the cast in the words of older tools", () => {
  it.each(MEMBERS)(
    "%s has the signal, generosity and engagement that the lake's own rows give",
    async handle => {
      const { signal, generosity, referenced, referencing } = await recounted(handle);
      const values = valuesOf(answers.get(handle)!.twitalyzer);
      expect(values["signal"]).toBeCloseTo(Number(signal), 9);
      expect(values["generosity"]).toBeCloseTo(Number(generosity), 9);
      expect(Number(referencing)).toBeGreaterThan(0);
      expect(values["engagement"]).toBeCloseTo(Number(referenced) / Number(referencing), 9);
    },
  );

  it("each tool tells the singer of ninety million from the job seeker of forty", () => {
    const [maya, luma] = [answers.get("x:@maya_rivers")!, answers.get("x:@luma")!];
    const higher = { klout: ["score", "true_reach", "amplification", "network_impact"] } as const;
    for (const name of higher.klout)
      expect(valuesOf(luma.klout)[name]!).toBeGreaterThan(valuesOf(maya.klout)[name]!);
    for (const name of ["impact", "influence", "potential_reach"])
      expect(valuesOf(luma.twitalyzer)[name]!).toBeGreaterThan(valuesOf(maya.twitalyzer)[name]!);
    for (const name of ["influence", "popularity", "trust"])
      expect(valuesOf(luma.tweetlevel)[name]!).toBeGreaterThan(valuesOf(maya.tweetlevel)[name]!);
    expect(valuesOf(maya.twitalyzer)["engagement"]!).toBeGreaterThan(
      valuesOf(luma.twitalyzer)["engagement"]!,
    );
    expect(luma.tweetlevel.class.name).toBe("Idea Starter");
  });

  it.each(["klout", "twitalyzer", "tweetlevel"])(
    "--as %s prints measures, ranges and the score beside them",
    async name => {
      const { out, exitCode } = await ask("score", ...MEMBERS, "--as", name);
      expect(exitCode).toBe(0);
      const cards = out.split(/\n\n(?=x:@)/);
      expect(cards).toHaveLength(3);
      for (const card of cards) {
        expect(card).toMatch(/^Score \d+\.\d \(\d+\.\d to \d+\.\d with 90 % certainty\)/m);
        expect(card).toContain("One signal among many");
        expect(card).toMatch(/(weights|rule) ours, the tool never published/);
        expect(card).toContain("0 to 100");
      }
    },
  );

  it("the protected account is called nothing, and the new one keeps what is not known null", async () => {
    const [pia, nils] = (await ask("score", "x:@private_pia", "x:@new_nils", "--json")).json();
    expect(pia!["vocabularies"]).toBeNull();
    const { klout } = nils!["vocabularies"] as BriefVocabularies;
    expect(klout.measures[0]).toMatchObject({
      name: "score",
      value: null,
      reason: expect.stringContaining("no score"),
    });
    expect(klout.class).toMatchObject({ name: null, reason: expect.any(String) });
  });
});
