/** What a tagger may read of a post. */
export interface PostToTag {
  readonly text: string | null;
  /** ISO 639-1 code; null where unknown. */
  readonly lang: string | null;
  /** Hashtags as the network gives them, with or without `#`. */
  readonly tags: readonly string[];
  /** Absolute URLs. */
  readonly links: readonly string[];
}

/** Why a post was given a topic. */
export interface TopicEvidence {
  readonly kind: "name" | "alias" | "hashtag" | "host" | "phrase" | "cooccurrence" | "model";
  /** The words of the post that matched; of a fitted model its id. */
  readonly matched: string;
  /** This cue's own weight, 0 to 1. */
  readonly weight: number;
}

/** A topic of a post. */
export interface TopicAssignment {
  readonly topicId: string;
  /** How sure, 0 to 1. */
  readonly weight: number;
  /** At least one, strongest first. */
  readonly evidence: readonly TopicEvidence[];
}

/** Gives posts their topics. */
export interface Tagger {
  /** Names method and ontology version; goes into run manifests. */
  readonly id: string;
  /** Topics of one post, heaviest first, ties by id; empty where nothing speaks for any.
   *  Only the topics themselves, not their ancestors: roll up with the ontology. */
  tag(post: PostToTag): readonly TopicAssignment[];
}
