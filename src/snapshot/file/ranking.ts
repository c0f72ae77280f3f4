import type { RankedAccount, RankedEntry } from "../contract.ts";
import type { SnapshotFile } from "./open-snapshot.ts";
import { type Person, personOf } from "./people.ts";
import type { PersonFlags } from "./stored-account.ts";

/** A place in an order: what comes after it is the next page. */
export interface RankedPlace {
  readonly score: number;
  readonly influence: number;
  readonly id: string;
}

/** An entry with what says whether it may be named. */
export interface FiledEntry {
  readonly entry: RankedEntry;
  readonly people: readonly PersonFlags[];
}

const VALUES = "score, low, high, influence, variance, coverage, followers_count, engaged_people_count";
const PAGE_ROWS = 200;

/** Ranked people over all networks, or accounts of one, the highest first; from `after` on. */
export function* rankedEntries(
  file: SnapshotFile,
  network: string | undefined,
  after?: RankedPlace,
): Generator<FiledEntry> {
  if (network !== undefined) {
    yield* accountEntries(file, network, after);
    return;
  }
  const single = accountEntries(file, undefined, after);
  const linked = linkedEntries(file, after);
  let [one, other] = [single.next(), linked.next()];
  while (!one.done || !other.done) {
    const isSingle = other.done || (!one.done && stands(one.value.entry, other.value.entry) < 0);
    if (isSingle) {
      yield one.value!;
      one = single.next();
    } else {
      yield other.value!;
      other = linked.next();
    }
  }
}

function* accountEntries(
  file: SnapshotFile,
  network: string | undefined,
  after: RankedPlace | undefined,
): Generator<FiledEntry> {
  const here = network === undefined ? "identity_id IS NULL" : "network = ?";
  const order =
    network === undefined
      ? "score DESC, influence DESC, network, account_id"
      : "score DESC, influence DESC, account_id";
  const id = "network || ':' || account_id";
  for (let place = after; ; ) {
    const rows = file.rows(
      `SELECT ${VALUES}, account_no FROM accounts WHERE is_ranked = 1 AND ${here} ${place ? isAfter(id) : ""}
       ORDER BY ${order} LIMIT ${PAGE_ROWS}`,
      ...(network === undefined ? [] : [network]),
      ...placeValues(place),
    );
    for (const row of rows) {
      const person = personOf(file, row[8] as number);
      const account = rankedAccountOf(person);
      const entry = toEntry(row, `${person.network}:${person.accountId}`, [account]);
      place = entry;
      yield { entry, people: [person] };
    }
    if (rows.length < PAGE_ROWS) return;
  }
}

function* linkedEntries(file: SnapshotFile, after: RankedPlace | undefined): Generator<FiledEntry> {
  for (let place = after; ; ) {
    const rows = file.rows(
      `SELECT ${VALUES}, account_nos, identity_id FROM linked_identities
       WHERE is_ranked = 1 ${place ? isAfter("identity_id") : ""}
       ORDER BY score DESC, influence DESC, identity_id LIMIT ${PAGE_ROWS}`,
      ...placeValues(place),
    );
    for (const row of rows) {
      const people = (JSON.parse(row[8] as string) as number[]).map(personNo => personOf(file, personNo));
      const entry = toEntry(row, row[9] as string, people.map(rankedAccountOf));
      place = entry;
      yield { entry, people };
    }
    if (rows.length < PAGE_ROWS) return;
  }
}

const rankedAccountOf = (person: Person): RankedAccount => ({
  network: person.network,
  account_id: person.accountId,
  handle: person.handle,
  display_name: person.displayName,
});

const isAfter = (id: string) =>
  `AND score <= ? AND (score < ? OR influence < ? OR (influence = ? AND ${id} > ?))`;

function placeValues(place: RankedPlace | undefined): readonly unknown[] {
  if (place === undefined) return [];
  return [place.score, place.score, place.influence, place.influence, place.id];
}

function stands(one: RankedPlace, other: RankedPlace): number {
  if (one.score !== other.score) return other.score - one.score;
  if (one.influence !== other.influence) return other.influence - one.influence;
  return one.id < other.id ? -1 : 1;
}

function toEntry(row: readonly unknown[], id: string, accounts: RankedEntry["accounts"]): RankedEntry {
  const [score, low, high, influence, variance, coverage, followersCount, engagedPeopleCount] =
    row as number[];
  return {
    id,
    accounts,
    score: score ?? 0,
    low: low ?? 0,
    high: high ?? 0,
    influence: influence ?? 0,
    variance: variance ?? 0,
    coverage: coverage ?? 0,
    followers_count: followersCount ?? null,
    engaged_people_count: engagedPeopleCount ?? null,
  };
}
