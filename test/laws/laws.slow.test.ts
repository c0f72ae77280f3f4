import { afterAll, describe, it } from "vitest";
import { loadModel } from "../../src/app/load-model.ts";
import { RowScorer } from "../support/score-rows.ts";
import { ATTENTION_LAWS } from "./attention-laws.ts";
import { EVIDENCE_LAWS } from "./evidence-laws.ts";
import { OWN_ACTS_LAWS } from "./own-acts-laws.ts";
import { UNCOUNTED_LAWS } from "./uncounted-laws.ts";

const SEEDS = [1, 2, 3];

describe.each(["renown-2026-12", "renown-2027-01"])(
  "a law of the score by %s, over many more worlds",
  async modelId => {
    const scorer = await RowScorer.open({ threads: 2, model: loadModel(modelId) });
    afterAll(() => scorer.close());
    for (const { title, hold } of [...ATTENTION_LAWS, ...OWN_ACTS_LAWS, ...UNCOUNTED_LAWS, ...EVIDENCE_LAWS])
      it(title, async () => {
        for (const seed of SEEDS) await hold(scorer, { runs: 200, seed });
      });
  },
);
