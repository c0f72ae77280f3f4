import type { ConnectorRecord } from "../contract.ts";

/** Acts seen of each person, by id. */
export type PeopleSeen = Readonly<Record<string, number>>;

/** `known` with the acts in `records` counted, follows and those of `ownerId` left out; and the records without the profiles
 *  of people who were known before: somebody is described once. */
export function withActsOf(
  records: readonly ConnectorRecord[],
  known: PeopleSeen,
  ownerId: string,
): { readonly people: PeopleSeen; readonly records: readonly ConnectorRecord[] } {
  const people = { ...known };
  const kept = records.filter(record => {
    if (!("row" in record)) return true;
    const { table, row } = record;
    if (table === "interactions" && row.kind !== "follow" && row.actor_id !== ownerId)
      people[row.actor_id!] = (people[row.actor_id!] ?? 0) + 1;
    return table !== "accounts" || known[row.account_id!] === undefined;
  });
  return { people, records: kept };
}

/** The `most` people who acted most, `except` left out; of as many acts in order of their ids. */
export function mostActive(
  people: PeopleSeen,
  most: number,
  except: string | null = null,
): readonly string[] {
  return Object.entries(people)
    .filter(([person]) => person !== except)
    .sort(([a, actsOfA], [b, actsOfB]) => actsOfB - actsOfA || (a < b ? -1 : 1))
    .slice(0, Math.max(0, most))
    .map(([person]) => person);
}
