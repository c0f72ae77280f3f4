import { expect, it } from "vitest";
import { attackTargets } from "./attack-targets.ts";
import type { AttackFigures } from "./attacks-result.ts";

const HELD: AttackFigures = {
  attack: "bots",
  says: "likes by bots",
  buyers: 3,
  score_before: 40,
  ...{ gain: 1.1, largest_gain: 1.4, gain_from_counts: null, limit: 1.5 },
  ...{ raw_counts_gain: 30, pagerank_gain: 28, tweepcred_gain: 29, share_of_least_baseline: 0.04 },
  ...{ bystanders: 100, bystander_mean_loss: 0.1, bystander_largest_loss: 2 },
};
const populationOf = (population: string, attack: AttackFigures) => ({
  population,
  says: "drawn people, watched all the time",
  accounts: 3000,
  scored_accounts: 2000,
  discount_costs: [],
  attacks: [attack],
});

it("a limit that only real acts break is a target that is not met", () => {
  const broken = { ...HELD, gain: 35.9, share_of_least_baseline: 0.92, bystander_mean_loss: 0.6 };
  const targets = attackTargets([populationOf("simulated", HELD), populationOf("acts of the file", broken)]);
  expect(targets.map(({ name, is_met }) => [name, is_met])).toEqual([
    ["simulated, bots: points gained", true],
    ["simulated, bots: share of the least gain on a baseline", true],
    ["simulated, bots: mean points lost by bystanders", true],
    ["acts of the file, bots: points gained", false],
    ["acts of the file, bots: share of the least gain on a baseline", false],
    ["acts of the file, bots: mean points lost by bystanders", false],
  ]);
});

it("an attack without a limit claims only what bystanders lose", () => {
  const targets = attackTargets([populationOf("simulated", { ...HELD, limit: null })]);
  expect(targets.map(({ name }) => name)).toEqual(["simulated, bots: mean points lost by bystanders"]);
});
