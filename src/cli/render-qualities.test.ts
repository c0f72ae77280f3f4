import { describe, expect, it } from "vitest";
import type { QualitiesAnswer, QualityAnswer } from "../app/quality-answer.ts";
import type { ScoreAnswer } from "../app/score-answer.ts";
import { qualityLines, renderQualities } from "./render-qualities.ts";
import { styleFor } from "./style.ts";

const style = styleFor(false);

const conversation: QualityAnswer = {
  label: "Conversation",
  value: 0.875,
  unit: "share",
  interval: { low: 0.51, high: 0.98, level: 0.9 },
  percentile: 96.42,
  population: { description: "x accounts with 23 to 90 followers", size: 383, is_like_sized: true },
  comparative: "more responsive",
  parts: [{ name: "spoke_people_count", label: "People who spoke to it", value: 4, unit: "people" }],
  reason: null,
  sentence: "Answered 4 of 4 people",
  evidence: [
    {
      post_id: "p1",
      author: "x:@maya",
      text: "Thank\u001b[31m you",
      posted_at: "2026-10-30T12:00:00.000Z",
      note: "answered x:@ann; 4 turns",
    },
  ],
};
const timeliness: QualityAnswer = {
  ...conversation,
  label: "Timeliness",
  value: 0.2,
  unit: "hours",
  interval: { low: 0.1, high: 30.04, level: 0.9 },
  percentile: 92.9,
  population: { description: "x accounts of this lake", size: 106, is_like_sized: false },
  comparative: "quicker",
  sentence: "Half came within 12 minutes",
  evidence: [],
};
const none: QualityAnswer = {
  ...conversation,
  label: "Flexibility",
  value: null,
  interval: null,
  percentile: null,
  population: null,
  reason: "Its posts were not observed.",
  sentence: null,
  evidence: [],
};
const qualities: QualitiesAnswer = {
  conversation,
  timeliness,
  flexibility: none,
  voice_authenticity: { ...none, label: "Authenticity of voice" },
};

describe("the qualities on the command line", () => {
  it("are four lines under a heading that parts them from the score", () => {
    expect(qualityLines({ qualities } as ScoreAnswer).join("\n")).toMatchInlineSnapshot(`
      "
        Four qualities, beside the score and never part of it:
        Conversation           88 %    more responsive than 96 % of its size. Answered 4 of 4 people
        Timeliness             12 min  quicker than 93 % of this lake. Half came within 12 minutes
        Flexibility            -       Its posts were not observed.
        Authenticity of voice  -       Its posts were not observed."
    `);
  });

  it("are shown whole with intervals, populations and posts, without control characters", () => {
    expect(renderQualities(qualities, style)).toMatchInlineSnapshot(`
      "Four qualities, beside the score and never part of it
        Conversation: 88 % (51 % to 98 % with 90 % certainty)
          Answered 4 of 4 people
          More responsive than 96.4 % of 383 x accounts with 23 to 90 followers
          People who spoke to it 4
          2026-10-30 Thank you (answered x:@ann; 4 turns)
        Timeliness: 12 min (6 min to 30 h with 90 % certainty)
          Half came within 12 minutes
          Quicker than 92.9 % of 106 x accounts of this lake
          People who spoke to it 4
        Flexibility: none. Its posts were not observed.
        Authenticity of voice: none. Its posts were not observed.
      "
    `);
  });

  it("are nothing for an account without them", () => {
    expect(qualityLines({ qualities: null } as ScoreAnswer)).toEqual([]);
    expect(renderQualities(null, style)).toBe("");
  });
});
