import { ConfigProblem } from "../domain/errors.ts";
import type { NetworkName } from "../domain/network.ts";
import { DEFAULT_DAYS, DEFAULT_END_AT, MIN_ACCOUNTS, type SimulationOptions } from "./options.ts";
import { type Draws, drawsOf } from "./random.ts";

const DAY_MS = 86_400_000;
/** Interactions come in blocks of this many, with a fixed mix of kinds. */
export const BLOCK_SIZE = 100;
/** Share of accounts and interactions of each network. */
const NETWORK_SHARES = { x: 0.8, bluesky: 0.13, mastodon: 0.07 } as const;
const BOT_SHARE = 0.04;
const COMMUNITY_SIZE = 200;
/** Popularity falls with rank as (rank share + head)^-(1 + POPULARITY_EXPONENT): half of the authors get under a
 *  tenth of the mean, the top hundredth gets about six tenths of everything. */
const POPULARITY_EXPONENT = 0.35;
/** About this many accounts share the top, so that the first does not take the whole network. */
const HEAD_ACCOUNTS = 75;
/** Interactions for each original post. */
const INTERACTIONS_PER_ORIGINAL = 10;
/** Exponent of the posting rate: from a post or two to 30 a day. */
export const POSTING_EXPONENT = 0.7;

export type SimulatedNetwork = keyof typeof NETWORK_SHARES;

/** One network of a simulation. Accounts are numbered 0..accounts-1 by popularity: the index is the popularity rank.
 *  Indices from `authors` on publish no originals; the last `bots` are bots. */
export interface World {
  readonly network: NetworkName & SimulatedNetwork;
  readonly seed: number;
  readonly accounts: number;
  readonly interactions: number;
  readonly authors: number;
  readonly bots: number;
  readonly communities: number;
  /** Members of a community that take part in its talk: accounts / communities, whole. */
  readonly members: number;
  readonly popularityExponent: number;
  readonly popularityHead: number;
  /** Originals of an author are 1 + floor(postScale × (u^-POSTING_EXPONENT − 1)). */
  readonly postScale: number;
  /** Steps of the permutations that part activity from popularity. */
  readonly accountStep: number;
  readonly memberStep: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly draws: Draws;
  /** Draws of the acts alone; other draws over the same world are other days of the same people. */
  readonly actDraws: Draws;
}

/** The networks of a simulation, largest first.
 *  @throws ConfigProblem for sizes or times that cannot be simulated. */
export function worldsOf(options: SimulationOptions): readonly World[] {
  const {
    accounts,
    interactions,
    seed,
    actSeed = seed,
    endAt = DEFAULT_END_AT,
    days = DEFAULT_DAYS,
  } = options;
  const endMs = Date.parse(endAt);
  checkWhole("accounts", accounts, MIN_ACCOUNTS);
  checkWhole("interactions", interactions, BLOCK_SIZE * 10);
  checkWhole("days", days, 1);
  for (const one of [seed, actSeed])
    if (!Number.isSafeInteger(one)) throw new ConfigProblem(`seed ${one} is not a whole number; give one.`);
  if (Number.isNaN(endMs)) throw new ConfigProblem(`endAt "${endAt}" is not a time; give RFC 3339, in UTC.`);
  const names = Object.keys(NETWORK_SHARES) as SimulatedNetwork[];
  return names.map(network => {
    const sizes = { accounts: shareOf(accounts, network), interactions: shareOf(interactions, network) };
    return worldOf(network, { seed, actSeed }, sizes, { startMs: endMs - days * DAY_MS, endMs });
  });
}

function worldOf(
  network: SimulatedNetwork,
  { seed, actSeed }: { seed: number; actSeed: number },
  sizes: { accounts: number; interactions: number },
  window: { startMs: number; endMs: number },
): World {
  const { accounts, interactions } = sizes;
  const originalsPerAccount = Math.min(20, Math.max(1, interactions / accounts / INTERACTIONS_PER_ORIGINAL));
  const authors = Math.floor(accounts * Math.min(0.75, 0.4 + originalsPerAccount * 0.07));
  const communities = Math.max(1, Math.round(accounts / COMMUNITY_SIZE));
  const members = Math.floor(accounts / communities);
  const meanExcess = 1 / (1 - POSTING_EXPONENT) - 1;
  return {
    network,
    seed,
    ...sizes,
    ...window,
    authors,
    bots: Math.max(1, Math.floor(accounts * BOT_SHARE)),
    communities,
    members,
    popularityExponent: POPULARITY_EXPONENT,
    popularityHead: Math.min(0.01, Math.max(1e-5, HEAD_ACCOUNTS / authors)),
    postScale: Math.max(0, (originalsPerAccount * accounts) / authors - 1) / meanExcess,
    accountStep: coprimeNear(accounts * 0.618, accounts),
    memberStep: coprimeNear(members * 0.618, members),
    draws: drawsOf(seed, network),
    actDraws: drawsOf(actSeed, network),
  };
}

function shareOf(total: number, network: SimulatedNetwork): number {
  const { bluesky, mastodon } = NETWORK_SHARES;
  const rest = Math.floor(total * bluesky) + Math.floor(total * mastodon);
  return network === "x" ? total - rest : Math.floor(total * NETWORK_SHARES[network]);
}

function coprimeNear(start: number, modulus: number): number {
  let step = Math.max(1, Math.floor(start));
  while (greatestCommonDivisor(step, modulus) !== 1) step++;
  return step;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function checkWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new ConfigProblem(
      `${name} ${value} cannot be simulated; give a whole number of at least ${least}.`,
    );
}
