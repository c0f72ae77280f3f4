import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TOPIC_ANCHORS } from "./topic-scale.ts";
import { topicScore } from "./topic-score.ts";

const amount = fc.double({ min: 0, max: 1e4, noNaN: true });
const acts = fc.integer({ min: 0, max: 100_000 });

describe("topicScore", () => {
  it("never falls with standing passed, stays in 0..100 and inside its interval", () => {
    fc.assert(
      fc.property(amount, amount, acts, (passed, more, count) => {
        const [less, higher] = [
          topicScore({ passed, acts: count }),
          topicScore({ passed: passed + more, acts: count }),
        ];
        expect(higher.score).toBeGreaterThanOrEqual(less.score);
        for (const { low, score, high } of [less, higher]) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(score);
          expect(score).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(100);
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it("is surer the more acts were counted", () => {
    const width = (count: number) => {
      const { low, high } = topicScore({ passed: 0.3, acts: count });
      return high - low;
    };
    expect(width(10)).toBeGreaterThan(width(100));
    expect(width(100)).toBeGreaterThan(width(1000));
  });

  it("is 0 where nobody passes anything, and its anchors rise to 100", () => {
    expect(topicScore({ passed: 0, acts: 0 })).toMatchObject({ latent: 0, score: 0, low: 0 });
    expect(TOPIC_ANCHORS.at(-1)![1]).toBe(100);
    for (const [i, [latent, score]] of TOPIC_ANCHORS.entries()) {
      if (i === 0) continue;
      expect(latent).toBeGreaterThan(TOPIC_ANCHORS[i - 1]![0]);
      expect(score).toBeGreaterThan(TOPIC_ANCHORS[i - 1]![1]);
    }
  });
});
