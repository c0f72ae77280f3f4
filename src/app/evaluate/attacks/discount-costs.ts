import { quantile } from "../../../lib/quantile.ts";
import { rounded } from "../interval-figures.ts";
import type { DiscountCost } from "./attacks-result.ts";

/** Classes of accounts by the people who act on them: name, fewest, fewer than. */
const CLASSES = [
  ["all", 0, Infinity],
  ["under 5", 0, 5],
  ["5 to 20", 5, 20],
  ["20 to 100", 20, 100],
  ["100 and more", 100, Infinity],
] as const;

/** What discounts cost accounts that nobody attacked: `scores` with them, `without` the same run without, `people` who act on
 *  each (0 where absent), all by account. Accounts without a score in either run are left out, as are empty classes. */
export function discountCosts(
  scores: ReadonlyMap<string, number>,
  without: ReadonlyMap<string, number>,
  people: ReadonlyMap<string, number>,
): readonly DiscountCost[] {
  const accounts = [...without].flatMap(([account, before]) => {
    const after = scores.get(account);
    return after === undefined ? [] : [{ before, after, people: people.get(account) ?? 0 }];
  });
  return CLASSES.flatMap(([name, fewest, fewerThan]) => {
    const own = accounts.filter(account => account.people >= fewest && account.people < fewerThan);
    if (own.length === 0) return [];
    const at = (values: readonly number[], share: number) =>
      rounded(
        quantile(
          values.toSorted((a, b) => a - b),
          share,
        ),
      );
    const after = own.map(account => account.after);
    const before = own.map(account => account.before);
    const losses = own.map(account => account.before - account.after);
    return [
      {
        people: name,
        accounts: own.length,
        median_score: at(after, 0.5),
        median_score_without: at(before, 0.5),
        p99_score: at(after, 0.99),
        p99_score_without: at(before, 0.99),
        mean_loss: rounded(losses.reduce((total, loss) => total + loss, 0) / losses.length),
        p99_loss: at(losses, 0.99),
        largest_loss: at(losses, 1),
      },
    ];
  });
}
