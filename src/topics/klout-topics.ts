import { foldText } from "./fold-text.ts";
import type { AreaFile, OntologyFile } from "./parse-ontology.ts";

/** What must be shown wherever topics of it are. */
export const KLOUT_CREDIT = "Klout Topic Ontology, Klout/Lithium (CC BY 3.0)";

type Row = Readonly<Record<string, string>>;

/** Klout's ontology in our format, and how many rows did not fit, by reason. */
export interface KloutTopics {
  readonly ontology: OntologyFile;
  readonly topicCount: number;
  readonly edgeCount: number;
  readonly nameCount: number;
  readonly rejected: Readonly<Record<string, number>>;
}

/** The Klout Topic Ontology from the records of its CSV files. Children of its root become areas, ids keep Klout's
 *  numbers (`klout:1000`), slugs are Klout's in plain letters. Rejected: `unknown_topic` (an edge or name of a topic
 *  that is not listed), `no_name`, `duplicate_topic`, `no_parent` (a topic that hangs on nothing). */
export function kloutTopics(files: {
  readonly topics: readonly Row[];
  readonly edges: readonly Row[];
  readonly names: readonly Row[];
}): KloutTopics {
  const rejected: Record<string, number> = {};
  const reject = (reason: string) => {
    rejected[reason] = (rejected[reason] ?? 0) + 1;
  };
  const topics = new Map<string, { slug: string; name: string; wikidata: string | null }>();
  const slugs = new Set<string>();
  for (const { topicId = "", topicSlug = "", topicDisplayName: name = "", wikiItemId = "" } of files.topics) {
    if (topicId === "" || name.trim() === "") reject("no_name");
    else if (topics.has(topicId)) reject("duplicate_topic");
    else {
      const plain = slugOf(topicSlug === "" ? name : topicSlug) || topicId;
      const slug = slugs.has(plain) ? `${plain}-${topicId}` : plain;
      slugs.add(slug);
      const wikidata = /^Q\d+$/.test(wikiItemId) ? wikiItemId : null;
      topics.set(topicId, { slug, name: name.trim(), wikidata });
    }
  }
  const parents = new Map<string, string[]>();
  const areas = new Set<string>();
  let edgeCount = 0;
  for (const { parentTopicId: parent = "", childTopicId: child = "" } of files.edges) {
    if (child === parent) continue;
    if (!topics.has(child) || !(parent === "0" || topics.has(parent))) reject("unknown_topic");
    else {
      edgeCount++;
      if (parent === "0") areas.add(child);
      else parents.set(child, [...(parents.get(child) ?? []), parent]);
    }
  }
  const names = new Map<string, Record<string, string>>();
  let nameCount = 0;
  for (const { topicId = "", language = "", topicDisplayName = "" } of files.names) {
    if (!topics.has(topicId) || !/^[a-z]{2,3}$/.test(language) || topicDisplayName.trim() === "") {
      reject("unknown_topic");
      continue;
    }
    nameCount++;
    if (language === "en") continue;
    names.set(topicId, { ...names.get(topicId), [language]: topicDisplayName.trim() });
  }
  const home = (id: string): string | null => {
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined; at = parents.get(at)?.[0]) {
      if (areas.has(at)) return at;
      if (seen.has(at)) return null;
      seen.add(at);
    }
    return null;
  };
  const areaFiles = new Map<string, AreaFile>();
  const entryOf = (id: string) => {
    const { name, wikidata } = topics.get(id)!;
    const other = names.get(id);
    return { id: `klout:${id}`, name, ...(other && { names: other }), ...(wikidata && { wikidata }) };
  };
  for (const id of areas) areaFiles.set(id, { ...entryOf(id), area: topics.get(id)!.slug, topics: {} });
  let topicCount = areas.size;
  for (const id of topics.keys()) {
    if (areas.has(id)) continue;
    const area = home(id);
    if (area === null) {
      reject("no_parent");
      continue;
    }
    topicCount++;
    const slugsAbove = parents.get(id)!.map(parent => topics.get(parent)!.slug);
    areaFiles.get(area)!.topics[topics.get(id)!.slug] = { ...entryOf(id), parents: slugsAbove };
  }
  return {
    ontology: {
      about: { id: "klout-topics", version: 1, credit: KLOUT_CREDIT, one_word_names: "ambiguous" },
      areas: [...areaFiles.values()],
    },
    topicCount,
    edgeCount,
    nameCount,
    rejected,
  };
}

function slugOf(text: string): string {
  return foldText(text)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
