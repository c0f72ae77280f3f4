import { shareInterval } from "../../lib/metrics/share-interval.ts";
import type { LabelledFile } from "../authenticity/labelled-accounts.ts";
import type { FairnessRow } from "./authenticity-result.ts";

/** A genuine account: whether it was called suspicious, and its group under each heading. */
export interface GenuineAccount {
  readonly isSuspicious: boolean;
  readonly groups: Readonly<Record<string, string>>;
}

/** Fewer accounts than this in a group say nothing; such groups are put together. */
const ENOUGH_IN_GROUP = 20;
const DAY_MS = 86_400_000;

/** False-suspicion rates of genuine accounts with 90 % intervals, over all and by group under each heading. */
export function falseSuspicions(
  population: FairnessRow["population"],
  accounts: readonly GenuineAccount[],
): readonly FairnessRow[] {
  if (accounts.length === 0) return [];
  const headings = Object.keys(accounts[0]!.groups);
  const row = (by: string, group: string, members: readonly GenuineAccount[]): FairnessRow => {
    const suspicious = members.filter(({ isSuspicious }) => isSuspicious).length;
    const rate = suspicious / members.length;
    return {
      population,
      by,
      group,
      genuine: members.length,
      suspicious,
      rate,
      ...shareInterval(rate, members.length),
    };
  };
  return [
    row("all", "all", accounts),
    ...headings.flatMap(by => {
      const members = new Map<string, GenuineAccount[]>();
      for (const account of accounts) {
        const group = account.groups[by]!;
        members.set(group, [...(members.get(group) ?? []), account]);
      }
      const few = [...members.values()].filter(group => group.length < ENOUGH_IN_GROUP).flat();
      const shown = [...members].filter(([, group]) => group.length >= ENOUGH_IN_GROUP);
      const rows = shown
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([group, list]) => row(by, group, list));
      return few.length === 0 ? rows : [...rows, row(by, "others together", few)];
    }),
  ];
}

/** The group of a count: "0 to 9", "10 to 99" and so on by powers of ten, from a million on together. */
export function countGroup(count: number | null): string {
  if (count === null) return "not known";
  if (count >= 1_000_000) return "6: a million or more";
  const digits = Math.max(1, Math.floor(Math.log10(Math.max(1, count))) + 1);
  return digits === 1 ? "0: 0 to 9" : `${digits - 1}: ${10 ** (digits - 1)} to ${10 ** digits - 1}`;
}

/** The group of an age in days. */
export function ageGroup(days: number | null): string {
  if (days === null) return "not known";
  if (days < 90) return "0: under 90 days";
  if (days < 365) return "1: 90 days to a year";
  if (days < 3 * 365) return "2: one to three years";
  return "3: three years or more";
}

/** The genuine accounts of a labelled file by size, posts, language and age; ages are reckoned to the newest account
 *  of the same source, since files do not say when they were made. */
export function labelledGroups(
  file: LabelledFile,
  isSuspicious: (row: number) => boolean,
): readonly GenuineAccount[] {
  const newest = new Map<string | null, number>();
  for (const [row, createdAt] of file.createdAt.entries())
    if (createdAt !== null)
      newest.set(file.source[row]!, Math.max(newest.get(file.source[row]!) ?? 0, createdAt));
  return [...file.isGenuine.keys()]
    .filter(row => file.isGenuine[row])
    .map(row => {
      const { followers_count, posts_count } = file.evidence[row]!;
      const createdAt = file.createdAt[row]!;
      const age = createdAt === null ? null : (newest.get(file.source[row]!)! - createdAt) / DAY_MS;
      return {
        isSuspicious: isSuspicious(row),
        groups: {
          followers: countGroup(followers_count),
          posts: countGroup(posts_count),
          age: ageGroup(age),
          language: file.lang[row] ?? "not known",
          source: file.source[row] ?? "not named",
        },
      };
    });
}
