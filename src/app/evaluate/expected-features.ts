import type { AccountEvidence, FeatureVector } from "../../scoring/account-evidence.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { amountOf } from "../../scoring/transform.ts";

/** Sums of feature amounts over draws of the same population, by account. */
export class ExpectedFeatures {
  readonly #model: ScoringModel;
  readonly #sums = new Map<string, { readonly totals: Float64Array; readonly counts: Uint16Array }>();

  constructor(model: ScoringModel) {
    this.#model = model;
  }

  /** Adds one draw. */
  add(draw: ReadonlyMap<string, AccountEvidence>): void {
    for (const [account, { features }] of draw) {
      const sums = this.#sums.get(account) ?? {
        totals: new Float64Array(this.#model.paidFeatures.length),
        counts: new Uint16Array(this.#model.paidFeatures.length),
      };
      for (const [index, name] of this.#model.paidFeatures.entries()) {
        const value = features[name];
        if (value === null) continue;
        sums.totals[index]! += amountOf(value, this.#model.features[name].transform);
        sums.counts[index]! += 1;
      }
      this.#sums.set(account, sums);
    }
  }

  /** The expected value of each feature of `account`: the mean of its amounts over the draws that have one, null
   *  where none has; null when no draw has the account. */
  of(account: string): FeatureVector | null {
    const sums = this.#sums.get(account);
    if (sums === undefined) return null;
    const entries = this.#model.paidFeatures.map((name, index) => {
      const count = sums.counts[index]!;
      const amount = sums.totals[index]! / count;
      const { kind } = this.#model.features[name].transform;
      return [name, count === 0 ? null : kind === "log1p" ? amount : Math.log10(1 + amount)] as const;
    });
    return Object.fromEntries(entries) as FeatureVector;
  }
}
