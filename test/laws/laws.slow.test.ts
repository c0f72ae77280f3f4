import { afterAll, describe, it } from "vitest";
import { RowScorer } from "../support/score-rows.ts";
import { ATTENTION_LAWS } from "./attention-laws.ts";
import { EVIDENCE_LAWS } from "./evidence-laws.ts";
import { OWN_ACTS_LAWS } from "./own-acts-laws.ts";
import { UNCOUNTED_LAWS } from "./uncounted-laws.ts";

const SEEDS = [1, 2, 3];
const scorer = await RowScorer.open({ threads: 2 });
afterAll(() => scorer.close());

describe("a law of the score, over many more worlds", () => {
  for (const { title, hold } of [...ATTENTION_LAWS, ...OWN_ACTS_LAWS, ...UNCOUNTED_LAWS, ...EVIDENCE_LAWS])
    it(title, async () => {
      for (const seed of SEEDS) await hold(scorer, { runs: 200, seed });
    });
});
