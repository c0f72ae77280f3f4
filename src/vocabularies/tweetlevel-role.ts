import { observed, type VocabularyInput, type VocabularyInputs } from "./inputs.ts";
import { knownOf, missingReason } from "./measure.ts";
import { type ClassifiedAs, classified } from "./vocabulary.ts";

/** The five roles. */
export const TWEETLEVEL_ROLE_NAMES = [
  "Idea Starter",
  "Amplifier",
  "Curator",
  "Commentator",
  "Viewer",
] as const;

/** Updates in 90 days, one a week, below which an account is a Viewer. */
const UPDATES_OF_A_VIEWER = 13;

const REQUIRES: readonly (readonly VocabularyInput[])[] = [
  ["posts_count_90d"],
  ["reposts_made_count"],
  ["replies_made_count"],
  ["quotes_made_count"],
  ["link_originals_count"],
];
/** Inputs that it reads, where observed. */
export const ROLE_READS: readonly VocabularyInput[] = REQUIRES.flat();

/** The role of an account: Viewer with fewer than one update a week, else by the kind of update it makes most: its own
 *  without a link (Idea Starter), reposts (Amplifier), its own with a link (Curator), replies and quotes
 *  (Commentator); of equals the first named. */
export function classifyRole(inputs: VocabularyInputs): ClassifiedAs {
  const posts = observed(inputs, "posts_count_90d");
  if (posts !== null && posts < UPDATES_OF_A_VIEWER)
    return classified("role", {
      name: "Viewer",
      why: `It published ${posts} updates in 90 days.`,
      reason: null,
    });
  const reason = missingReason(REQUIRES, inputs);
  if (reason !== null) return classified("role", { name: null, why: null, reason });
  const { first } = knownOf(inputs);
  const total = first("posts_count_90d");
  const reposts = first("reposts_made_count");
  const answers = first("replies_made_count") + first("quotes_made_count");
  const links = first("link_originals_count");
  const kinds = [
    { name: "Idea Starter", count: total - reposts - answers - links, of: "originals without a link" },
    { name: "Amplifier", count: reposts, of: "reposts of others" },
    { name: "Curator", count: links, of: "originals with a link" },
    { name: "Commentator", count: answers, of: "replies and quotes" },
  ];
  const most = kinds.reduce((best, kind) => (kind.count > best.count ? kind : best));
  return classified("role", {
    name: most.name,
    why: `Of ${total} updates in 90 days ${most.count} are ${most.of}, the most of any kind.`,
    reason: null,
  });
}
