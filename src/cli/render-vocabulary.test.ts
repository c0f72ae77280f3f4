import { describe, expect, it } from "vitest";
import type { ScoreAnswer } from "../app/score-answer.ts";
import { vocabularyAnswers } from "../app/vocabulary-answer.ts";
import { renderVocabulary } from "./render-vocabulary.ts";
import { styleFor } from "./style.ts";

const style = styleFor(false);

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
  percentiles: [],
  coverage: 0.874,
  subscores: null,
  contributions: [],
  qualities: null,
  vocabularies: vocabularyAnswers(
    {
      features: {
        followers_count: 1000,
        posts_count_90d: 40,
        originals_count: 20,
        reposts_received_count: 3,
      },
    },
    { reposts_made_count: 10, signal_posts_count: null, people_referenced_count: 0 },
    52.34,
  ),
  topics: null,
  authenticity: null,
  identity: null,
  networks: [],
  notes: [],
  intended_use: "One signal among many.",
};

describe("the card in an older tool's words", () => {
  it("shows value, unit and range of each measure, and never the number alone", () => {
    const text = renderVocabulary(answer, "twitalyzer", style);
    expect(text).toContain("Score 52.3 (47.1 to 57.9 with 90 % certainty), coverage 87 %, as of 2026-10-31");
    expect(text).toMatch(/^ {2}Generosity +25 +% of updates +0 to 100$/m);
    expect(text).toMatch(/^ {2}Velocity\* +35\.8 +%/m);
    expect(text).toContain("Model renown-2026-11. One signal among many.");
  });

  it("says not known with the reason, never 0", () => {
    const text = renderVocabulary(answer, "twitalyzer", style);
    expect(text).toMatch(/^ {2}Signal +not known +% of updates/m);
    expect(text).toContain("Signal: Not observed: signal_posts_count.");
    expect(text).toContain("User type: not known. Not observed: addressing_posts_count");
  });

  it("marks what is ours and says that the evidence is Renown's", () => {
    const text = renderVocabulary(answer, "tweetlevel", style);
    expect(text).toContain(
      "* Influence, Popularity, Engagement, Trust: weights ours, the tool never published them.",
    );
    expect(text).toContain("The words are TweetLevel's; the evidence and its date are Renown's");
  });

  it("draws the four axes of a style, those not known without a bar", () => {
    const text = renderVocabulary(answer, "klout", style);
    expect(text).toMatch(/sharing █{15}·{5} creating +0\.75/);
    expect(text).toMatch(/casual ·{20} consistent not known/);
  });

  it("says so when nothing was observed", () => {
    const text = renderVocabulary({ ...answer, vocabularies: null }, "klout", style);
    expect(text).toContain("Nothing was observed that an older tool could measure.");
  });
});
