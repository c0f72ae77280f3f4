import type { SignalName } from "../../authenticity/signal.ts";
import { type SignalTransform, signalPosition } from "../../authenticity/signal-value.ts";
import type { LabelledPlaces } from "../../scoring/fit/fit-additive.ts";
import type { LabelledFile } from "./labelled-accounts.ts";

/** Added to both sides of a ratio: under about ten followers, posts or accounts followed a profile says little, so
 *  that a new or quiet person stands near the ratio of nothing to nothing. */
const COUNT_OFFSET = 10;
/** Lists are rarer: one list for thirty of the others. */
const LIST_OFFSET = 3;
const PER_LIST_OFFSET = 100;

const ratio = (
  of: "followers_count" | "posts_count" | "listed_count",
  to: "followers_count" | "following_count" | "posts_count",
) => {
  const isLists = of === "listed_count";
  return {
    kind: "log_ratio",
    of,
    to,
    of_offset: isLists ? LIST_OFFSET : COUNT_OFFSET,
    to_offset: isLists ? PER_LIST_OFFSET : COUNT_OFFSET,
  } as const;
};

/** The signals that labelled profiles teach: proportions, which hold for small accounts as for large ones, and a link. */
export const FITTED_SIGNALS: readonly { readonly name: SignalName; readonly transform: SignalTransform }[] = [
  { name: "followers_per_following", transform: ratio("followers_count", "following_count") },
  { name: "posts_per_follower", transform: ratio("posts_count", "followers_count") },
  { name: "posts_per_following", transform: ratio("posts_count", "following_count") },
  { name: "lists_per_follower", transform: ratio("listed_count", "followers_count") },
  { name: "lists_per_post", transform: ratio("listed_count", "posts_count") },
  { name: "lists_per_following", transform: ratio("listed_count", "following_count") },
  { name: "has_url", transform: { kind: "plain", of: "has_url" } },
];

/** The accounts of `file` by their places on the axes of the fitted signals; positive are genuine ones. */
export function fittedPlaces(file: LabelledFile): LabelledPlaces {
  return {
    places: FITTED_SIGNALS.map(({ transform }) =>
      file.evidence.map(evidence => signalPosition(evidence, transform)),
    ),
    isPositive: file.isGenuine,
  };
}

/** Numbers of labelled profiles that were left out of the fit, and why. */
export const LEFT_OUT: readonly { readonly column: string; readonly reason: string }[] = [
  {
    column: "verified, default_profile, default_profile_image",
    reason: "blank in one source only: the value or its absence names the source",
  },
  {
    column: "created_at",
    reason:
      "its form and its years name the source, and the age at collection is not given; the age counts by a hand-set shape that never speaks against an account",
  },
  { column: "lang", reason: "fakes of one source are English and its genuine accounts Italian" },
  {
    column: "has_location",
    reason:
      "fakes have one more often in one source and less often in the other; not in the interchange schema",
  },
  {
    column: "has_bio, bio_length, name_length, screen_name_length, screen_name_digits",
    reason: "each speaks for an account in one source and against it, or not at all, in the other",
  },
  { column: "favourites_count", reason: "likes given are not in the interchange schema" },
  {
    column: "followers_count, friends_count, statuses_count, listed_count by themselves",
    reason: "sizes differ between the sources more than between labels; their proportions are used",
  },
];
