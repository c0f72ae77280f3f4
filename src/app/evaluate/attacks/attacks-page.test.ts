import { expect, it } from "vitest";
import { attacksPage } from "./attacks-page.ts";
import type { AttacksResult } from "./attacks-result.ts";

const RESULT: AttacksResult = {
  suite: "attacks",
  model: "renown-2026-12",
  seed: 1,
  populations: [
    {
      population: "simulated",
      says: "drawn people, watched all the time",
      accounts: 3000,
      scored_accounts: 2000,
      discount_costs: [
        {
          ...{ people: "under 5", accounts: 1200, median_score: 20, median_score_without: 21.5 },
          ...{ p99_score: 30, p99_score_without: 33.25, mean_loss: 0.75, p99_loss: 4, largest_loss: 6.5 },
        },
      ],
      attacks: [
        {
          attack: "bots",
          says: "likes by bots",
          ...{
            buyers: 3,
            score_before: 40,
            gain: 19.555,
            largest_gain: 21,
            gain_from_counts: null,
            limit: 1.5,
          },
          ...{ raw_counts_gain: 30, pagerank_gain: 28, tweepcred_gain: 29, share_of_least_baseline: 0.7 },
          ...{ bystanders: 100, bystander_mean_loss: 0.0312, bystander_largest_loss: 2 },
        },
      ],
    },
  ],
  targets: [],
  not_run: [{ name: "acts of the file", reason: "there is none" }],
};

it("a page of attacks has a row for each with gain, limit and baselines, and says what was not run", () => {
  const page = attacksPage(RESULT);
  const row = page.split("\n").find(line => line.startsWith("| bots"))!;
  const cells = row.split("|").map(cell => cell.trim());
  expect(cells.slice(1, -1)).toEqual(
    ["bots", "40.00", "19.55", "21.00", "1.50", "–", "30.00", "28.00", "29.00", "0.031", "2.00"].map(cell =>
      cell === "19.55" ? expect.stringMatching(/^19\.5[56]$/) : cell,
    ),
  );
  expect(page).toContain("\n\nDrawn people, watched all the time.\n\n| attack");
  const costs = page.split("\n").find(line => line.startsWith("| under 5"))!;
  expect(costs.match(/[\d.]+/g)).toEqual([
    "5",
    "1200",
    "20.00",
    "21.50",
    "30.00",
    "33.25",
    "0.75",
    "4.00",
    "6.50",
  ]);
  expect(page).toContain("- `bots`: likes by bots.");
  expect(page).toContain("Not run: acts of the file (there is none).");
});

it("a page of attacks names those whose gain is over their limit, for each population", () => {
  const [simulated] = RESULT.populations;
  const held = { ...simulated!.attacks[0]!, gain: 1.5 };
  const unlimited = { ...simulated!.attacks[0]!, attack: "ring", limit: null };
  const page = attacksPage({
    ...RESULT,
    populations: [
      { ...simulated!, attacks: [held, unlimited] },
      { ...simulated!, attacks: [...simulated!.attacks, unlimited] },
    ],
  });
  expect(page.match(/Every attack that has a limit stays within it\.|Over the limit: .*/g)).toEqual([
    "Every attack that has a limit stays within it.",
    "Over the limit: `bots`.",
  ]);
});
