import { afterAll, describe, it } from "vitest";
import { RowScorer } from "../support/score-rows.ts";
import { ATTENTION_LAWS } from "./attention-laws.ts";
import { EVIDENCE_LAWS } from "./evidence-laws.ts";
import { OWN_ACTS_LAWS } from "./own-acts-laws.ts";
import { UNCOUNTED_LAWS } from "./uncounted-laws.ts";

const scorer = await RowScorer.open({ threads: 1 });
afterAll(() => scorer.close());

describe("a law of the score", () => {
  for (const { title, hold } of [...ATTENTION_LAWS, ...OWN_ACTS_LAWS, ...UNCOUNTED_LAWS, ...EVIDENCE_LAWS])
    it(title, () => hold(scorer, { runs: 40 }));
});
