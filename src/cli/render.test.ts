import { describe, expect, it } from "vitest";
import type { Explanation } from "../app/explain-handle.ts";
import type { ScoreAnswer } from "../app/score-answer.ts";
import type { TopEntry, TopList } from "../app/top-list.ts";
import { renderExplanation } from "./render-explanation.ts";
import { renderHistory } from "./render-history.ts";
import { renderScore } from "./render-score.ts";
import { renderTop } from "./render-top.ts";
import { bar, number, plain, signed, styleFor } from "./style.ts";

const style = styleFor(false);

const part = (feature: string, points: number, sentence: string): ScoreAnswer["contributions"][number] => ({
  feature,
  value: 1,
  unit: "people",
  latent: points / 10,
  points,
  percentile: null,
  is_imputed: false,
  sentence,
});

const answer: ScoreAnswer = {
  schema_version: "1.0",
  handle: "x:@maya",
  network: "x",
  account_id: "1",
  as_of: "2026-10-31T00:00:00.000Z",
  model: "renown-2026-11",
  basis: "published",
  score: 52.34,
  reason: null,
  interval: { low: 47.1, high: 57.9, level: 0.9 },
  percentiles: [
    {
      population: "reference",
      description: "Drawn accounts of X.",
      size: 12000,
      date: "2026-11-01",
      percentile: 81.26,
    },
    {
      population: "similar_audience",
      description: "nobody's peers",
      size: 0,
      date: "2026-10-31",
      percentile: null,
    },
  ],
  coverage: 0.874,
  subscores: { reach: 48.4, amplification: 55.5, network_impact: 50 },
  contributions: [
    part("listed_count", -1.2, "On 0 public lists"),
    part("engaged_people", 6.2, "128 people acted on it lately"),
    part("people_rank", 4.1, "Acted on by accounts of standing"),
    part("mentions_per_day", 0.04, "0.1 mentions a day"),
    part("repost_h_index", 3.2, "5 posts with 5 reposts"),
  ],
  qualities: null,
  vocabularies: null,
  topics: null,
  authenticity: null,
  identity: {
    identity_id: "x:1",
    score: 54.9,
    interval: { low: 50, high: 60.2, level: 0.9 },
    coverage: 0.8,
  },
  networks: [network("x:@maya", 52.34), network("maya.example.org", null)],
  notes: ["A note."],
  intended_use: "one signal among many",
};

function network(handle: string, score: number | null): ScoreAnswer["networks"][number] {
  return {
    handle,
    network: "x",
    account_id: "1",
    display_name: "Maya \u001b[31mRed\u001b[0m",
    score,
    reason: null,
    interval: null,
    coverage: 1,
    is_ranked: true,
    is_self_supplied: false,
    added_points: handle === "x:@maya" ? null : score === null ? 0 : 2.12,
    linked_at: handle === "x:@maya" ? null : "2026-10-13T08:00:00.000Z",
  };
}

describe("renderScore", () => {
  it("never shows the number alone, and takes control characters out of names", () => {
    expect(renderScore(answer, style)).toMatchInlineSnapshot(`
      "x:@maya · Maya Red
      Score 52.3 (47.1 to 57.9 with 90 % certainty), coverage 87 %, as of 2026-10-31, published

        Reach 48   Amplification 56   Network impact 50

        Above 81.3 % of the reference population (12,000 drawn accounts of X; 2026-11-01)

        What it is made of, compared with the reference account:
          +6.2 ████████████████ 128 people acted on it lately
          +4.1 ███████████      Acted on by accounts of standing
          +3.2 ████████         5 posts with 5 reposts
          -1.2 ███              On 0 public lists
               and 1 more: renown explain x:@maya

        All networks together: 54.9 (50.0 to 60.2)
          x:@maya: 52.3, the strongest
          maya.example.org: adds nothing, not enough data of its own

      Note: A note.
      Model renown-2026-11. One signal among many.
      "
    `);
  });

  it("says why there is no score", () => {
    const none = {
      ...answer,
      score: null,
      interval: null,
      subscores: null,
      percentiles: [],
      contributions: [],
    };
    expect(renderScore({ ...none, networks: [], reason: "Two people acted." }, style)).toMatchInlineSnapshot(`
      "x:@maya
      Not enough data. Two people acted.
      coverage 87 %, as of 2026-10-31, published

      Note: A note.
      Model renown-2026-11. One signal among many.
      "
    `);
  });
});

const nothing = {
  ...{ people: [], posts: [], shown: [], moments: [], moved_by: [], moves: [] },
  ...{ change: null, what_if: [], if_acted: null },
};

describe("renderExplanation", () => {
  it("adds up from the reference account to the score, and says when nobody can be named", () => {
    const explanation: Explanation = { ...answer, baseline_score: 40, ...nothing };
    expect(renderExplanation(explanation, style)).toMatchInlineSnapshot(`
      "x:@maya · Maya Red
      Score 52.3 (47.1 to 57.9 with 90 % certainty), coverage 87 %, as of 2026-10-31, published

      Reckoning
          40.0                  The reference account
          +6.2 ████████████████ 128 people acted on it lately
          +4.1 ███████████      Acted on by accounts of standing
          +3.2 ████████         5 posts with 5 reposts
          -1.2 ███              On 0 public lists
           0.0 █                0.1 mentions a day
          52.3                  Score

      Who acted was not observed: the score rests on counts alone.

        All networks together: 54.9 (50.0 to 60.2)
          x:@maya: 52.3, the strongest
          maya.example.org: adds nothing, not enough data of its own

      Note: A note.
      Model renown-2026-11. One signal among many.
      "
    `);
  });
});

describe("renderTop", () => {
  const entry = (rank: number, tied_from: number, tied_to: number): TopEntry => ({
    rank,
    tied_from,
    tied_to,
    probability_above_next: rank === 3 ? null : 0.8,
    id: `x:${rank}`,
    display_name: null,
    handles: [`x:@account_${rank}`],
    networks: ["x"],
    score: 80 - rank,
    low: 78 - rank,
    high: 83 - rank,
    coverage: 0.91,
    followers_count: null,
    engaged_people_count: 12,
  });
  const top: TopList = {
    schema_version: "1.0",
    as_of: "2026-10-31T00:00:00.000Z",
    model: "renown-2026-11",
    run_id: "run-000007",
    network: null,
    population: { description: "people with enough data", size: 4210 },
    entries: [entry(1, 1, 1), entry(2, 2, 3), entry(3, 2, 3)],
    intended_use: "one signal among many",
  };

  it("shows ranges, says in words who is tied, and what the numbers belong to", () => {
    expect(renderTop(top, style)).toMatchInlineSnapshot(`
      "rank  who           score    ±  range         coverage  networks
         1  x:@account_1   79.0  2.5  77.0 to 82.0  91 %      x
         2  x:@account_2   78.0  2.5  76.0 to 81.0  91 %      x
         3  x:@account_3   77.0  2.5  75.0 to 80.0  91 %      x

      Places 2 and 3 are tied: their order is less than 90 % sure.
      As of 2026-10-31, model renown-2026-11, run-000007; ranked: 4,210 people with enough data.
      One signal among many.
      "
    `);
  });

  it("says so when nobody is ranked", () => {
    expect(renderTop({ ...top, entries: [] }, style)).toContain("Nobody is ranked yet.");
  });
});

describe("renderHistory", () => {
  it("keeps a point without a score as not enough data", () => {
    const point = { as_of: "2026-10-31T00:00:00.000Z", published_at: null, model: "m" };
    const points = [
      { ...point, score: null, low: null, high: null, coverage: null },
      { ...point, score: 50, low: 45, high: 55, coverage: 0.8 },
    ];
    const history = {
      schema_version: "1.0",
      handle: "x:@maya",
      network: "x",
      account_id: "1",
      reason: null,
      points,
      recomputed: null,
    } as const;
    expect(renderHistory(history, style)).toMatchInlineSnapshot(`
      "x:@maya
      as of                 score  range                     model  published
      2026-10-31  not enough data                            m
      2026-10-31             50.0  45.0 to 55.0  ██████████  m
      "
    `);
  });
});

describe("style", () => {
  it("colours only when asked to", () => {
    expect(styleFor(true).bold("a")).toBe("\u001b[1ma\u001b[22m");
    expect(style.bold("a")).toBe("a");
  });

  it("never writes minus nothing, and shows at least a block for something", () => {
    expect([signed(-0.04), signed(0.04), signed(-1.25), signed(2)]).toEqual(["0.0", "0.0", "-1.3", "+2.0"]);
    expect([bar(0.001, 100), bar(0, 1), bar(1, 0)]).toEqual(["█", "", ""]);
    expect(number(1234567.891, 1)).toBe("1,234,567.9");
  });

  it("takes line breaks and directions out of names", () => {
    expect(plain("a\u202eb\r\nc\u001b]0;x\u0007")).toBe("a b c");
  });
});
