import { type CueMatch, indexCues } from "./cue-index.ts";
import type { Ontology } from "./ontology.ts";
import type { PostToTag, Tagger, TopicAssignment, TopicEvidence } from "./tagger.ts";

/** Weight of a clear cue by kind: hashtags are chosen to say what a post is about. */
const WEIGHTS: Readonly<Record<TopicEvidence["kind"], number>> = {
  hashtag: 0.8,
  phrase: 0.7,
  name: 0.7,
  alias: 0.6,
  host: 0.5,
  cooccurrence: 0.4,
  model: 0,
};
/** An ambiguous word beside another cue of its area. */
const SUPPORTED_WEIGHT = 0.45;
/** A weak word; three of them pass `MINIMUM_WEIGHT`, two do not. */
const WEAK_WEIGHT = 0.15;
/** Assignments below are left out. */
const MINIMUM_WEIGHT = 0.3;

/** Tells a text's language as ISO 639-1, null where unsure. */
export type DetectLanguage = (text: string) => string | null;

/** Matches of a post that count: ambiguous words without another cue of the same area are gone. */
export interface CueFinder {
  find(post: PostToTag): readonly CueMatch[];
}

/** A finder of the cues of `ontology`; `detectLanguage` is asked where a post does not say its language. */
export function createCueFinder(ontology: Ontology, detectLanguage: DetectLanguage): CueFinder {
  const index = indexCues(ontology);
  return {
    find(post) {
      const lang = post.lang?.slice(0, 2).toLowerCase() ?? null;
      const isKnown = lang !== null && lang !== "un";
      return supportedMatches(index.find(post, isKnown ? lang : detectLanguage(post.text ?? "")));
    },
  };
}

/** A tagger that matches names, words, phrases, hashtags and link hosts of `ontology`. No fitting: its weights are set by
 *  hand and combined as independent reasons. */
export function createOntologyTagger(ontology: Ontology, detectLanguage: DetectLanguage): Tagger {
  const finder = createCueFinder(ontology, detectLanguage);
  return {
    id: `cues-1+${ontology.id}`,
    tag: post => assignmentsOf(finder.find(post), MINIMUM_WEIGHT),
  };
}

/** Topics that `matches` speak for, with weight 1 − Π(1 − weight of a match), at least `minimumWeight`. */
export function assignmentsOf(
  matches: readonly CueMatch[],
  minimumWeight: number,
): readonly TopicAssignment[] {
  const byTopic = new Map<string, TopicEvidence[]>();
  for (const match of matches) {
    const evidence = { kind: match.kind, matched: match.matched, weight: weightOf(match) };
    const found = byTopic.get(match.topicId);
    if (found === undefined) byTopic.set(match.topicId, [evidence]);
    else found.push(evidence);
  }
  const assignments: TopicAssignment[] = [];
  for (const [topicId, evidence] of byTopic) {
    const weight = 1 - evidence.reduce((rest, { weight }) => rest * (1 - weight), 1);
    if (weight < minimumWeight) continue;
    evidence.sort((a, b) => b.weight - a.weight || compare(a.matched, b.matched));
    assignments.push({ topicId, weight, evidence });
  }
  return assignments.sort((a, b) => b.weight - a.weight || compare(a.topicId, b.topicId));
}

/** Weight of one match, 0 to 1. */
export function weightOf(match: CueMatch): number {
  if (match.cue.isWeak) return WEAK_WEIGHT;
  return match.cue.isAmbiguous ? SUPPORTED_WEIGHT : WEIGHTS[match.kind];
}

/** `matches` without ambiguous ones that no other words of the same area support. */
export function supportedMatches(matches: readonly CueMatch[]): readonly CueMatch[] {
  if (!matches.some(match => match.cue.isAmbiguous)) return matches;
  const wordsByArea = new Map<string, Set<string>>();
  for (const { areaIds, matched, cue } of matches) {
    if (cue.isWeak) continue;
    for (const area of areaIds) {
      const words = wordsByArea.get(area);
      if (words === undefined) wordsByArea.set(area, new Set([matched]));
      else words.add(matched);
    }
  }
  return matches.filter(
    match => !match.cue.isAmbiguous || match.areaIds.some(area => (wordsByArea.get(area)?.size ?? 0) > 1),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
