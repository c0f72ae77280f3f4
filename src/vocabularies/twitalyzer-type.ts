import type { VocabularyInput, VocabularyInputs } from "./inputs.ts";
import { knownOf, missingReason } from "./measure.ts";
import { type ClassifiedAs, classified } from "./vocabulary.ts";

/** Three of the five type names; the other two are not known. */
export const TWITALYZER_TYPE_NAMES = ["Social Butterfly", "Thought Leader", "Trendsetter"] as const;

/** Distinct people a Social Butterfly speaks to, and who repost or reference a Thought Leader or Trendsetter. */
const MANY_PEOPLE = 10;
const HALF = 0.5;

const REQUIRES: readonly (readonly VocabularyInput[])[] = [
  ["posts_count_90d"],
  ["addressing_posts_count"],
  ["people_referenced_count"],
  ["people_referencing_count"],
  ["people_reposting_count"],
];
const FITS_NONE = `It fits none of ${TWITALYZER_TYPE_NAMES.join(", ")}; the names of the other two types are not known.`;
/** Inputs that it reads, where observed. */
export const TYPE_READS: readonly VocabularyInput[] = REQUIRES.flat();

/** The user type of an account, by these rules in order: it addresses people in at least half of its updates, and ten
 *  people or more (Social Butterfly); ten people or more repost it, and at least as many as reference it
 *  (Trendsetter); ten people or more reference it, and at least as many as it references (Thought Leader). */
export function classifyType(inputs: VocabularyInputs): ClassifiedAs {
  const reason = missingReason(REQUIRES, inputs);
  if (reason !== null) return classified("user type", { name: null, why: null, reason });
  const found = typeOf(inputs);
  if (found !== null) return classified("user type", { name: found.name, why: found.why, reason: null });
  return classified("user type", { name: null, why: null, reason: FITS_NONE });
}

function typeOf(inputs: VocabularyInputs): { readonly name: string; readonly why: string } | null {
  const { first } = knownOf(inputs);
  const posts = first("posts_count_90d");
  const addressing = first("addressing_posts_count");
  const referenced = first("people_referenced_count");
  const referencing = first("people_referencing_count");
  const reposting = first("people_reposting_count");
  const [butterfly, leader, trendsetter] = TWITALYZER_TYPE_NAMES;
  if (referenced >= MANY_PEOPLE && posts > 0 && addressing / posts >= HALF)
    return {
      name: butterfly,
      why: `It addresses somebody in ${addressing} of ${posts} updates, ${referenced} people in all.`,
    };
  if (reposting >= MANY_PEOPLE && reposting >= referencing)
    return { name: trendsetter, why: `${reposting} people repost it, ${referencing} reference it.` };
  if (referencing >= MANY_PEOPLE && referencing >= referenced)
    return { name: leader, why: `${referencing} people reference it, it references ${referenced}.` };
  return null;
}
