import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { commitRows, lakeWorkshop } from "../../../test/support/lake-rows.ts";
import { TEST_CONSTANTS, TEST_KIND_WEIGHTS } from "../../../test/support/model-cases.ts";
import type { Engine } from "../../engines/contract.ts";
import type { Lake } from "../../lake/contract.ts";
import { forget } from "../../lake/forget.ts";
import { prune } from "../../lake/prune.ts";
import { runModels } from "../../pipeline/run-models.ts";
import { dailyUpdate } from "./daily-update.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();
const READ = ["int_edges", "int_post_reactions", "stg_acting"] as const;
const KINDS = ["like", "repost", "reply", "quote", "mention", "follow"] as const;
const STEPS = 12;

/** Numbers from 0 up to `end`, the same for the same seed (Lehmer). */
function dice(seed: number): (end: number) => number {
  let state = seed;
  return end => {
    state = (state * 48_271) % 2_147_483_647;
    return state % end;
  };
}

const dayAt = (day: number, hour = 0) => new Date(Date.UTC(2026, 0, 1 + day, hour)).toISOString();

/** What a run as of `day` reads: with what earlier runs left, and without. */
async function bothRuns(lake: Lake, engine: Engine, day: number, windowDays: number) {
  await lake.compact(engine);
  const lease = lake.lease();
  const constants = { ...TEST_CONSTANTS, window_days: windowDays };
  const asOf = dayAt(day);
  const update = await dailyUpdate(
    lake,
    lease,
    engine,
    { asOf, constants },
    { topics: null, isFresh: false },
  );
  const read = async (folded: Readonly<Record<string, string>>) => {
    const source = lease.source.bind(lease);
    await runModels(engine, {
      ...{ source: table => source(table), asOf, constants, kindWeights: TEST_KIND_WEIGHTS },
      ...{ only: READ, folded },
    });
    const rows = [];
    for (const model of READ)
      rows.push(await engine.rows(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${model} ORDER BY ALL`));
    return rows;
  };
  const [updated, whole] = [await read(update.folded), await read({})];
  const summary = update.summaryOf({ topics: null } as never);
  lease.release();
  return { updated, whole, summary };
}

it("an update reads what a run that computes all reads, whatever happened to the lake in between", async () => {
  const roll = dice(20_261_101);
  const engine = await openEngine();
  const dir = await folder();
  const lake = await open(dir);
  const account = () => `a${roll(30)}`;
  const act = (id: string, day: number) => ({
    network: roll(4) === 0 ? "mastodon" : "x",
    interaction_id: id,
    kind: KINDS[roll(KINDS.length)]!,
    actor_id: account(),
    target_id: account(),
    post_id: roll(2) === 0 ? `p${roll(9)}` : null,
    acted_at: dayAt(day, roll(24)),
  });
  const acts = (label: string, count: number, dayOf: () => number) => ({
    interactions: Array.from({ length: count }, (_, index) => act(`${label}-${index}`, dayOf())),
  });
  const posts = Array.from({ length: 9 }, (_, index) => ({
    ...{ network: "x", post_id: `p${index}`, author_id: account(), kind: "original", text: `post ${index}` },
    posted_at: dayAt(12 + index, 1),
  }));
  await commitRows(lake, engine, "begin", { ...acts("begin", 300, () => roll(20)), posts });
  let day = 20;
  let reusedDays = 0;
  const happenings: readonly (readonly [string, (label: string) => Promise<unknown>])[] = [
    [
      "a new day",
      label =>
        commitRows(
          lake,
          engine,
          label,
          acts(label, 15, () => day++ && day - 1),
        ),
    ],
    [
      "late rows",
      label =>
        commitRows(
          lake,
          engine,
          label,
          acts(label, 5, () => day - 1 - roll(12)),
        ),
    ],
    [
      "undone acts and a deleted post",
      label => {
        const removed_at = dayAt(day - 1, 1);
        const removal = (subject: string, subject_id: string) => ({
          network: "x",
          subject,
          subject_id,
          removed_at,
        });
        return commitRows(lake, engine, label, {
          removals: [
            ...Array.from({ length: 5 }, () => removal("interaction", `begin-${roll(300)}`)),
            removal("post", `p${roll(9)}`),
          ],
        });
      },
    ],
    [
      "a protected account",
      label =>
        commitRows(lake, engine, label, {
          accounts: [
            {
              network: "x",
              account_id: account(),
              handle: label,
              is_protected: true,
              observed_at: dayAt(day - 1),
            },
          ],
        }),
    ],
    ["a forgotten account", () => forget(lake, engine, { network: "x", accountId: account() })],
    ["pruned days", () => prune(lake, engine, 11, dayAt(day))],
    ["folds that are gone", async () => rmSync(join(dir, "folds"), { recursive: true, force: true })],
    ["nothing", async () => null],
  ];
  for (let step = 0; step < STEPS; step++) {
    const [name, happen] = happenings[step % happenings.length]!;
    await happen(`step${step}`);
    const { updated, whole, summary } = await bothRuns(lake, engine, day, step % 5 === 4 ? 7 : 10);
    expect(updated, `step ${step}: ${name}`).toEqual(whole);
    expect(whole[0]!.length).toBeGreaterThan(5);
    reusedDays += summary.reusedDaysCount;
  }
  expect(reusedDays).toBeGreaterThan(40);
}, 120_000);
