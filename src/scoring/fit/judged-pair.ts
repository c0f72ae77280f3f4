/** What the judges' data set tells of one account: whole counts, and rates in units of its publisher. */
export interface JudgedAccount {
  readonly followers_count: number;
  readonly following_count: number;
  readonly listed_count: number;
  /** Mentions, reposts and posts in the publisher's unit (a rate; 0 for none). */
  readonly mentions_received: number;
  readonly reposts_received: number;
  readonly posts: number;
}

/** One judgement: which of two accounts is more influential. */
export interface JudgedPair {
  /** Indexes into the accounts. */
  readonly a: number;
  readonly b: number;
  readonly isAStronger: boolean;
}

/** Judgements and the distinct accounts they are about (two rows with the same numbers are one account). */
export interface JudgedPairs {
  readonly accounts: readonly JudgedAccount[];
  readonly pairs: readonly JudgedPair[];
}

/** Columns that a judged account has under the prefixes `A_` and `B_`, beside `Choice` (1: A is stronger). */
export const JUDGED_COLUMNS = [
  "follower_count",
  "following_count",
  "listed_count",
  "mentions_received",
  "retweets_received",
  "posts",
] as const;

/** What the publisher wrote for a rate of nothing: its smallest value by far the most often. */
const PUBLISHED_NOTHING = 0.100503358535;

/** Judgements from rows of numbers keyed by column name, in row order, with the numbers (from 1) of rows that were
 *  left out because a value was missing, not a number or negative. */
export function toJudgedPairs(rows: Iterable<Readonly<Record<string, string>>>): {
  readonly judged: JudgedPairs;
  readonly rejected: readonly number[];
} {
  const indexOf = new Map<string, number>();
  const accounts: JudgedAccount[] = [];
  const pairs: JudgedPair[] = [];
  const rejected: number[] = [];
  let row = 0;
  for (const cells of rows) {
    row++;
    const sides = ["A", "B"].map(side => JUDGED_COLUMNS.map(column => toNumber(cells[`${side}_${column}`])));
    const choice = cells["Choice"]?.trim();
    if (sides.flat().some(value => value === null) || (choice !== "0" && choice !== "1")) {
      rejected.push(row);
      continue;
    }
    const [a, b] = sides.map(side => {
      const key = JSON.stringify(side);
      const known = indexOf.get(key);
      if (known !== undefined) return known;
      indexOf.set(key, accounts.length);
      return accounts.push(judgedAccount(side as number[])) - 1;
    }) as [number, number];
    pairs.push({ a, b, isAStronger: choice === "1" });
  }
  return { judged: { accounts, pairs }, rejected };
}

function toNumber(cell: string | undefined): number | null {
  const value = cell === undefined || cell.trim() === "" ? Number.NaN : Number(cell);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

/** An account from its numbers as published, in the order of JUDGED_COLUMNS. */
export function judgedAccount([
  followers,
  following,
  listed,
  mentions,
  reposts,
  posts,
]: readonly number[]): JudgedAccount {
  const rate = (value: number) => Math.max(0, value - PUBLISHED_NOTHING);
  return {
    followers_count: followers!,
    following_count: following!,
    listed_count: listed!,
    mentions_received: rate(mentions!),
    reposts_received: rate(reposts!),
    posts: rate(posts!),
  };
}
