import { createHash } from "node:crypto";
import type { KloutTopic } from "./klout-deps.ts";

/** A topic as an ontology names it. */
export interface NamedTopic {
  /** `klout:8623340011665545666`, `renown:television`. */
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly level: "area" | "topic";
}

/** `topic` in Klout's words. One of Klout's own ontology keeps its id, another gets 19 digits that follow from its id.
 *  There are no pictures of topics: `imageUrl` is empty. */
export function toKloutTopic({ id, slug, name, level }: NamedTopic): KloutTopic {
  return {
    id: /^klout:(\d+)$/.exec(id)?.[1] ?? digitsOf(id),
    displayName: name,
    name: name.toLowerCase(),
    slug,
    imageUrl: "",
    topicType: level === "area" ? "sub" : "entity",
  };
}

function digitsOf(id: string): string {
  const hash = createHash("sha256").update(id).digest().readBigUInt64BE();
  return `7${String(hash % 10n ** 18n).padStart(18, "0")}`;
}
