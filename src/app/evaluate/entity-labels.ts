import { existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { bootstrap, percentileInterval } from "../../lib/metrics/bootstrap.ts";
import { kloutTopics } from "../../topics/klout-topics.ts";
import { ancestorIds, type Ontology } from "../../topics/ontology.ts";
import { createOntologyTagger } from "../../topics/ontology-tagger.ts";
import { buildOntology } from "../../topics/parse-ontology.ts";
import { builtInOntology } from "../topics/built-in-ontology.ts";
import { readTable } from "./read-table.ts";
import { INTERVAL_LEVEL, RESAMPLES } from "./suite.ts";
import type { TopicsResult } from "./topics-result.ts";

const FILE = "entity-topic-labels.csv";
const KLOUT_FILES = ["topics.csv", "edges.csv", "display-names.csv"] as const;

/** What the entity labels gave. */
export interface EntityFigures {
  readonly figures: TopicsResult["entities"];
  /** Null when the file is not there. */
  readonly file: TopicsResult["rows"][number] | null;
  readonly notRun: TopicsResult["not_run"];
}

interface EntityLabel {
  readonly entity: string;
  readonly topic: string;
  readonly isRight: boolean;
}

/** Of pairs of an entity's and a topic's name that people judged right or wrong: how often the pairs are right that
 *  follow from the names alone. A pair follows when some topic of the entity's name is, or lies below, a topic of the
 *  topic's name. */
export async function entityFigures(place: string, seed: number): Promise<EntityFigures> {
  const folder = folderOf(place);
  if (folder === null)
    return { figures: [], file: null, notRun: [{ name: "entities", reason: `no ${FILE}` }] };
  const table = await readTable(join(folder, FILE));
  const rejected: Record<string, number> = {};
  const labels: EntityLabel[] = [];
  for (const record of table.records) {
    const { entityDisplayName: entity = "", topicDisplayName: topic = "", label = "" } = record;
    const problem =
      label !== "0" && label !== "1" ? "bad_label" : isUnknown(entity) || isUnknown(topic) ? "no_name" : null;
    if (problem === null) labels.push({ entity, topic, isRight: label === "1" });
    else rejected[problem] = (rejected[problem] ?? 0) + 1;
  }
  if (table.malformedCount > 0) rejected.malformed_line = table.malformedCount;
  const figures = [figuresOf(builtInOntology(), labels, seed)];
  const notRun: TopicsResult["not_run"] = [];
  if (KLOUT_FILES.every(file => existsSync(join(folder, file)))) {
    const [topics, edges, names] = await Promise.all(KLOUT_FILES.map(file => readTable(join(folder, file))));
    const { ontology } = kloutTopics({
      topics: topics!.records,
      edges: edges!.records,
      names: names!.records,
    });
    figures.push(figuresOf(buildOntology(ontology.about, ontology.areas), labels, seed));
  } else notRun.push({ name: "klout-topics", reason: `no ${KLOUT_FILES.join(", ")} beside ${FILE}` });
  const file = {
    file: basename(FILE),
    read: table.records.length + table.malformedCount,
    used: labels.length,
    rejected,
  };
  return { figures, file, notRun };
}

function figuresOf(
  ontology: Ontology,
  labels: readonly EntityLabel[],
  seed: number,
): TopicsResult["entities"][number] {
  const tagger = createOntologyTagger(ontology, () => "en");
  const cache = new Map<string, ReadonlySet<string>>();
  const topicsOf = (name: string): ReadonlySet<string> => {
    const known = cache.get(name);
    if (known !== undefined) return known;
    const exact = [...ontology.topics.values()].filter(topic => topic.name === name).map(({ id }) => id);
    const ids = exact.length > 0 ? exact : tagger.tag(postOf(name)).map(({ topicId }) => topicId);
    const found = new Set(ids);
    cache.set(name, found);
    return found;
  };
  const isGiven = labels.map(({ entity, topic }) => {
    const wanted = topicsOf(topic);
    return [...topicsOf(entity)].some(
      id => wanted.has(id) || ancestorIds(ontology, id).some(above => wanted.has(above)),
    );
  });
  const precision = (weights: Float64Array | null) => {
    let right = 0;
    let given = 0;
    labels.forEach(({ isRight }, at) => {
      if (!isGiven[at]) return;
      const weight = weights?.[at] ?? 1;
      given += weight;
      if (isRight) right += weight;
    });
    return { right, value: given > 0 ? right / given : null };
  };
  const draws = bootstrap(labels.length, { resamples: RESAMPLES, seed, level: INTERVAL_LEVEL }, weights => [
    precision(weights).value,
  ]);
  const interval = percentileInterval(draws[0] ?? [], INTERVAL_LEVEL);
  const rightCount = labels.filter(({ isRight }) => isRight).length;
  const { right, value } = precision(null);
  return {
    ontology: ontology.id,
    labels: labels.length,
    given: isGiven.filter(Boolean).length,
    precision: value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    recall: rightCount > 0 ? right / rightCount : null,
    base_precision: labels.length > 0 ? rightCount / labels.length : null,
  };
}

function postOf(name: string) {
  return { text: name, lang: "en", tags: [], links: [] };
}

function isUnknown(name: string): boolean {
  return name === "" || name === "_display_unknown_";
}

function folderOf(place: string): string | null {
  if (!existsSync(place) || statSync(place).isFile()) return null;
  return [place, join(place, "klout-topics")].find(folder => existsSync(join(folder, FILE))) ?? null;
}
