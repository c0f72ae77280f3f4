import { describe, expect, it } from "vitest";
import { NOTHING } from "../app/authenticity/labelled-accounts.ts";
import { loadAuthenticityModel } from "../app/authenticity/load-authenticity-model.ts";
import { estimateAuthenticity } from "./estimate-authenticity.ts";
import { type AuthenticityEvidence, SIGNAL_COLUMNS, SIGNAL_NAMES } from "./signal.ts";

const model = loadAuthenticityModel();
const of = (evidence: Partial<AuthenticityEvidence>, network = "x") =>
  estimateAuthenticity({ ...NOTHING, ...evidence }, network, model);
const profile = (followers: number, following: number, posts: number, listed: number | null = 0) => ({
  followers_count: followers,
  following_count: following,
  posts_count: posts,
  listed_count: listed,
  has_url: 0,
});

describe("estimateAuthenticity", () => {
  it("an account of which nothing was observed has no estimate and a reason", () => {
    expect(of({})).toMatchObject({ authenticity: null, reason: "not_observed", log_odds: null });
  });

  it("parts and prior sum to the log-odds, and what was not observed adds exactly 0", () => {
    const { parts, log_odds } = of({ ...profile(120, 90, 400), twins_count: 20 });
    expect(parts.map(({ signal }) => signal)).toEqual(SIGNAL_NAMES);
    expect(log_odds).toBeCloseTo(
      parts.reduce((sum, part) => sum + part.log_odds, model.bias),
      12,
    );
    for (const part of parts) if (part.value === null) expect(part.log_odds).toBe(0);
    expect(parts.find(({ signal }) => signal === "age_days")).toMatchObject({ value: null, log_odds: 0 });
  });

  it.each([
    ["just begun", profile(0, 5, 0)],
    ["a week old", profile(1, 15, 2)],
    ["a reader", profile(3, 30, 2)],
    ["quiet", profile(10, 40, 8)],
    ["quiet, following more", profile(15, 80, 3)],
    ["among friends", profile(15, 15, 5)],
    ["ordinary", profile(60, 90, 150)],
    ["on a network without lists", profile(10, 40, 8, null)],
  ])("a new or quiet person is no suspect: %s", (_who, counts) => {
    expect(of(counts).authenticity).toBeGreaterThan(model.suspiciousBelow + 0.2);
  });

  it("an account that follows hundreds, is followed by twenty and says little is one", () => {
    expect(of(profile(17, 900, 60)).authenticity).toBeLessThan(model.suspiciousBelow);
  });

  it("youth and lack of trust never speak against an account", () => {
    for (const days of [0, 1, 30, 89, 400, 4000])
      expect(of({ age_days: days }).log_odds).toBeGreaterThanOrEqual(model.bias);
    for (const count of [0, 0.5, 3, 100])
      expect(of({ established_engagers_count: count }).log_odds).toBeGreaterThanOrEqual(model.bias);
  });

  it("no hand-set signal alone makes a suspect, but acting as one with many does", () => {
    const worst: Partial<AuthenticityEvidence> = {
      gap_burstiness: -1,
      quiet_hours_share: 0.33,
      repeated_texts_share: 1,
      copied_texts_share: 1,
      outside_engagers_share: 0,
    };
    for (const name of SIGNAL_COLUMNS)
      if (worst[name] !== undefined)
        expect(of({ [name]: worst[name] }).authenticity, name).toBeGreaterThan(model.suspiciousBelow);
    expect(of({ twins_count: 100 }).authenticity).toBeLessThan(model.suspiciousBelow);
  });

  it("fitted evidence counts half on networks whose profiles were never labelled", () => {
    const counts = profile(17, 900, 60);
    const [here, elsewhere] = [of(counts), of(counts, "bluesky")].map(
      ({ log_odds }) => log_odds! - model.bias,
    );
    expect(elsewhere).toBeCloseTo(here! / 2, 12);
  });
});
