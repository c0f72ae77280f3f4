import { targetOf } from "../coverage-report.ts";
import type { AttackedPopulation, AttacksResult } from "./attacks-result.ts";

/** Of the least gain that a baseline allows. */
const LARGEST_SHARE = 1 / 3;
const LARGEST_BYSTANDER_LOSS = 0.5;

/** What is claimed of each attack on each population: a limit that holds among simulated people alone is not met. */
export function attackTargets(populations: readonly AttackedPopulation[]): AttacksResult["targets"] {
  return populations.flatMap(({ population, attacks }) =>
    attacks.flatMap(figures => {
      const { limit, gain, share_of_least_baseline, bystander_mean_loss } = figures;
      const claim = (says: string, value: number | null, most: number) =>
        targetOf(`${population}, ${figures.attack}: ${says}`, value, null, most);
      const loss = claim("mean points lost by bystanders", bystander_mean_loss, LARGEST_BYSTANDER_LOSS);
      if (limit === null) return [loss];
      return [
        claim("points gained", gain, limit),
        claim("share of the least gain on a baseline", share_of_least_baseline, LARGEST_SHARE),
        loss,
      ];
    }),
  );
}
