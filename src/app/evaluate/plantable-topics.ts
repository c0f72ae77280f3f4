import type { PlantedTopic } from "../../simulator/planted-topics.ts";
import type { Ontology } from "../../topics/ontology.ts";
import type { Tagger } from "../../topics/tagger.ts";

const FRAMES = [
  "Three notes on *.",
  "Still thinking about *.",
  "A long thread on *.",
  "Honest question about *: what do you do?",
];
/** A sentence under this is not surely about its topic. */
const SURE = 0.5;

/** `count` topics of the ontology, spread over it, with sentences by their names that the tagger surely reads as each of
 *  them and as no other of the chosen; fewer when there are not so many. */
export function plantableTopics(
  { ontology, tagger }: { readonly ontology: Ontology; readonly tagger: Tagger },
  count: number,
): readonly PlantedTopic[] {
  const sure = [...ontology.topics.values()].flatMap((topic): PlantedTopic[] => {
    if (topic.level !== "topic" || topic.isSensitive) return [];
    const sentences = FRAMES.map(frame => frame.replace("*", topic.name.toLowerCase()));
    const isSure = sentences.every(text => {
      const found = tagger.tag({ text, lang: "en", tags: [], links: [] });
      return found[0]?.topicId === topic.id && found[0].weight >= SURE && found.length === 1;
    });
    return isSure ? [{ id: topic.id, sentences }] : [];
  });
  const step = Math.max(1, Math.floor(sure.length / count));
  return sure.filter((_, index) => index % step === 0).slice(0, count);
}
