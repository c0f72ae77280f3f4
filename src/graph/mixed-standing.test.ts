import { describe, expect, it } from "vitest";
import { type EngagerChange, mixedStanding, passedOn } from "./mixed-standing.ts";

const options = { damping: 0.85, kappa: 0.5, notablePeopleCount: 20 };
const ONE_ACT = 2 ** 20;

const actor = (standing: number, restWeight = 0, audienceCount = 0) => ({
  standing,
  restWeight,
  audienceCount,
});

describe("mixedStanding", () => {
  it("is the first step of PeopleRank where nobody acts back", () => {
    // ln(2) = 0.6931; 0.85 x 2 x 0.6931 / (0.5 + 1 + 0.6931) = 0.5373
    const engager = { units: ONE_ACT, actor: actor(2, 1) };
    const { standing } = mixedStanding([{ before: engager, after: engager }], "before", "before", options);
    expect(standing).toBeCloseTo(1.5373, 4);
  });

  it("keeps own acts and the actor's standing apart", () => {
    const engager: EngagerChange = {
      before: { units: ONE_ACT, actor: actor(1, 3, 19) },
      after: { units: 3 * ONE_ACT, actor: actor(10, 3, 20) },
    };
    const at = (own: "before" | "after", others: "before" | "after") =>
      mixedStanding([engager], own, others, options);
    expect(at("after", "before").standing - 1).toBeCloseTo(passedOn(actor(1, 3), 3 * ONE_ACT, options), 12);
    expect(at("before", "after").standing - 1).toBeCloseTo(passedOn(actor(10, 3), ONE_ACT, options), 12);
    expect(at("after", "before").notableCount).toBe(0);
    expect(at("before", "after").notableCount).toBe(1);
  });

  it("takes an actor that one run did not know as the other knew it", () => {
    const joined: EngagerChange = {
      before: { units: 0, actor: null },
      after: { units: ONE_ACT, actor: actor(5, 0, 30) },
    };
    const mixed = mixedStanding([joined], "after", "before", options);
    expect(mixed).toEqual(mixedStanding([joined], "after", "after", options));
    expect(mixedStanding([joined], "before", "after", options)).toEqual({ standing: 1, notableCount: 0 });
  });
});
