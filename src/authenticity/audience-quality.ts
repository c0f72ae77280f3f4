import { shareInterval } from "../lib/metrics/share-interval.ts";

/** The classes of people around an account, in the order in which they are shown. */
export const AUDIENCE_CLASSES = [
  "genuine",
  "mass_follower",
  "inactive",
  "suspicious",
  "declared_bot",
  "unknown",
] as const;
export type AudienceClass = (typeof AUDIENCE_CLASSES)[number];

export const AUDIENCE_LABELS: Readonly<Record<AudienceClass, string>> = {
  genuine: "look genuine",
  mass_follower: "follow 1,500 or more, and more than follow them",
  inactive: "published fewer than three posts",
  suspicious: "look suspicious",
  declared_bot: "say they are bots",
  unknown: "not known",
};

/** The two sides of an audience: who acted on the account in the window, and who follows it. */
export const AUDIENCE_SIDES = ["engagers", "followers"] as const;
export type AudienceSide = (typeof AUDIENCE_SIDES)[number];

/** Fewer people than this of whom something is known say nothing about an audience. */
export const ENOUGH_PEOPLE = 10;
const INTERVAL_LEVEL = 0.9;

/** A share with the range that holds the true one with probability `level`, the people seen being a sample. */
export interface AudienceShare {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/** Why there is no headline: nobody was seen, too few are known, or X's terms allow no estimate. */
export type AudienceReason = "not_observed" | "too_few_people" | "policy";

/** How one side of an audience looks; no person can be told from it. */
export interface AudienceQuality {
  /** People seen on that side. */
  readonly people_count: number;
  /** Share of those of whom something is known that look genuine; null: see `reason`. */
  readonly genuine: AudienceShare | null;
  readonly reason: AudienceReason | null;
  /** Every class with its count and its share of all people seen; empty with fewer than ten. */
  readonly classes: readonly (AudienceShare & {
    readonly name: AudienceClass;
    readonly label: string;
    readonly count: number;
  })[];
}

/** One side of an audience from its row of `audience_quality`; null stands for a run without such rows. */
export function audienceQuality(
  row: Readonly<Record<string, unknown>> | null,
  side: AudienceSide,
): AudienceQuality {
  const countOf = (name: string) => Number(row?.[`${side}_${name}_count`] ?? 0);
  const people_count = countOf("seen");
  if (people_count === 0) return { people_count, genuine: null, reason: "not_observed", classes: [] };
  const isRestricted = countOf("restricted") * 2 > people_count;
  const reason = isRestricted ? "policy" : "too_few_people";
  // Among a handful, a count would say who it is about.
  if (people_count < ENOUGH_PEOPLE) return { people_count, genuine: null, reason, classes: [] };
  const classes = AUDIENCE_CLASSES.map(name => ({
    name,
    label: AUDIENCE_LABELS[name],
    count: countOf(name),
    ...shareOf(countOf(name), people_count),
  }));
  const known = people_count - countOf("unknown");
  if (known >= ENOUGH_PEOPLE)
    return { people_count, genuine: shareOf(countOf("genuine"), known), reason: null, classes };
  return { people_count, genuine: null, reason, classes };
}

function shareOf(count: number, of: number): AudienceShare {
  const share = count / of;
  return { share, ...shareInterval(share, of), level: INTERVAL_LEVEL };
}
