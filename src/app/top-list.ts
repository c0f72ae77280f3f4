import { CliError, EXIT } from "../domain/errors.ts";
import { formatHandle } from "../domain/handle.ts";
import type { NetworkName } from "../domain/network.ts";
import { networkTitle } from "../domain/network-title.ts";
import { type Place, placesOf } from "../scoring/order.ts";
import type { RankedEntry } from "../snapshot/contract.ts";
import { howToFill, withLake } from "./lake-session.ts";
import { loadModel } from "./load-model.ts";
import { publishedReader, publishedRunAt } from "./locate-account.ts";
import { SURE_ORDER } from "./sure-order.ts";

/** Places read beyond the last shown one to tell how far its tie goes; a longer tie is cut there. */
export const PLACES_BEYOND = 1000;

/** One place of a leaderboard. */
export interface TopEntry {
  readonly rank: number;
  /** First and last rank of its tied group: each is less than 90 % sure to be below the first. Both `rank` alone. */
  readonly tied_from: number;
  readonly tied_to: number;
  /** 0..1: how sure it is to stand above the next of the ranking; null for the last. */
  readonly probability_above_next: number | null;
  readonly id: string;
  /** What it calls itself on the first of its networks that says so; null when none does. */
  readonly display_name: string | null;
  readonly handles: readonly string[];
  readonly networks: readonly string[];
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly coverage: number;
  readonly followers_count: number | null;
  readonly engaged_people_count: number | null;
}

/** A leaderboard with all that must stand beside its numbers. */
export interface TopList {
  readonly schema_version: "1.0";
  readonly as_of: string;
  readonly model: string;
  readonly run_id: string;
  readonly network: string | null;
  /** Who is ranked, in words, and how many. */
  readonly population: { readonly description: string; readonly size: number };
  readonly entries: readonly TopEntry[];
  readonly intended_use: string;
}

/** The highest scores of the newest published run: people with all their networks, or accounts of one network.
 *  @throws CliError when nothing was published. */
export async function topList(options: {
  readonly dataDir: string;
  readonly network?: NetworkName;
  readonly limit: number;
}): Promise<TopList> {
  return withLake(options.dataDir, async session => {
    const run = publishedRunAt(session);
    if (run === null) throw nothingPublished(options.dataDir, session.lake.rowCounts());
    const { network } = options;
    const reader = await publishedReader(session, run);
    // A group of tied places may go on past the last one shown.
    const entries = await reader.top({
      limit: options.limit + PLACES_BEYOND,
      ...(network !== undefined && { network }),
    });
    const size = await reader.rankedCount(network);
    return {
      schema_version: "1.0",
      as_of: run.asOf,
      model: run.modelId,
      run_id: run.runId,
      network: network ?? null,
      population: { description: rankedPopulation(network), size },
      entries: ranked(entries).slice(0, options.limit),
      intended_use: loadModel(run.modelId).intendedUse,
    };
  });
}

/** The error of a lake without a run: how to fill it when it is empty, else how to score it. */
export function nothingPublished(dataDir: string, rowCounts: Readonly<Record<string, number>>): CliError {
  const isEmpty = Object.values(rowCounts).every(count => count === 0);
  const hint = isEmpty ? `the lake is empty. ${howToFill()} Then run \`renown run\`.` : "run `renown run`.";
  return new CliError(`Nothing was published in ${dataDir} yet: ${hint}`, EXIT.failure);
}

/** Who is ranked, in words: identities over all networks, or the accounts of one. */
export function rankedPopulation(network: NetworkName | undefined): string {
  return network === undefined
    ? "people and organisations with enough data, all networks together"
    : `${networkTitle(network)} accounts with enough data`;
}

function ranked(entries: readonly RankedEntry[]): readonly TopEntry[] {
  const places = placesOf(entries, SURE_ORDER);
  return entries.map((entry, i) => toTopEntry(entry, places[i]!));
}

/** A ranked entry at its place, its accounts as the texts that ask for them. */
export function toTopEntry(entry: RankedEntry, place: Place): TopEntry {
  const handles = entry.accounts.map(account =>
    formatHandle(account.network, account.handle, account.account_id),
  );
  return {
    ...place,
    id: entry.id,
    display_name: entry.accounts.find(account => account.display_name !== null)?.display_name ?? null,
    handles,
    networks: [...new Set(entry.accounts.map(account => account.network))],
    score: entry.score,
    low: entry.low,
    high: entry.high,
    coverage: entry.coverage,
    followers_count: entry.followers_count,
    engaged_people_count: entry.engaged_people_count,
  };
}
