import type { ConnectorConfig, CostEstimate } from "../../contract.ts";

/** X's pay-per-use prices in millionths of a US dollar, for every resource that an answer holds, those in `includes`
 *  too. Source: https://docs.x.com/x-api/getting-started/pricing, as it stood in 2026. */
export const PRICE_MICRO_USD = { post: 5_000, account: 10_000, ownResource: 1_000 } as const;
/** The year of those prices, for people. */
const PRICES_OF = "2026";

const MICRO = 1_000_000;

/** Requests of one reading at most, whatever the account's size. */
export const MOST_REQUESTS = 60;
/** What a reading may cost when nobody says. */
export const DEFAULT_BUDGET_USD = "1";
/** The least that is of use: a profile and five posts, the fewest that X hands out at once. */
export const LEAST_BUDGET_MICRO_USD = PRICE_MICRO_USD.account + 5 * PRICE_MICRO_USD.post;

/** What one item of an answer costs at most, with what its expansions add. A post names at most two others. */
export const WORST_ITEM_MICRO_USD = {
  posts: PRICE_MICRO_USD.post,
  mentions: PRICE_MICRO_USD.post + PRICE_MICRO_USD.account + 2 * PRICE_MICRO_USD.post,
  reposts: PRICE_MICRO_USD.post + PRICE_MICRO_USD.account,
  quotes: PRICE_MICRO_USD.post + PRICE_MICRO_USD.account,
} as const;

/** Millionths of a dollar that `text` (US dollars) allows; null when it is no amount. */
export function readBudget(text: string): number | null {
  return /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Math.round(Number(text) * MICRO) : null;
}

/** Millionths of a dollar that `config` allows one reading; null when it says no amount. */
export function budgetOf(config: ConnectorConfig): number | null {
  return readBudget(config["budget_usd"] ?? DEFAULT_BUDGET_USD);
}

/** Items to ask for so that the answer cannot cost more than half of `left`, and no more than all of it: the half
 *  keeps something for what comes after. Null when not even `least` items can be paid. */
export function affordableItems(left: number, worstItem: number, least: number, most: number): number | null {
  if (least * worstItem > left) return null;
  return Math.min(most, Math.max(least, Math.floor(left / 2 / worstItem)));
}

/** What reading one account costs at most within `budget` (millionths of a dollar). */
export function estimateWithin(budget: number): CostEstimate {
  const dearestPage = 100 * WORST_ITEM_MICRO_USD.mentions;
  const usd = Math.min(budget, PRICE_MICRO_USD.account + (MOST_REQUESTS - 1) * dearestPage) / MICRO;
  return {
    requests: MOST_REQUESTS,
    usd,
    basis:
      `a profile, then posts and those who acted on them until $${usd} is used up; X's prices of ${PRICES_OF}: ` +
      `$${PRICE_MICRO_USD.post / MICRO} a post, $${PRICE_MICRO_USD.account / MICRO} an account, ` +
      `$${PRICE_MICRO_USD.ownResource / MICRO} for what belongs to the owner of the token`,
  };
}
