import { z } from "zod";
import { ConfigProblem } from "../domain/errors.ts";
import type { Ontology, Topic, TopicCue } from "./ontology.ts";
import { isSensitiveSubject } from "./sensitive-subjects.ts";

const words = z.array(z.coerce.string());
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const names = z.record(z.string().regex(/^[a-z]{2,3}$/), z.string());
const topicFile = z.strictObject({
  id: z.string().optional(),
  name: z.string(),
  names: names.optional(),
  parents: z.array(slug).optional(),
  sensitive: z.boolean().optional(),
  wikidata: z
    .string()
    .regex(/^Q\d+$/)
    .optional(),
  words: z.union([words, z.record(z.string(), words)]).optional(),
  emoji: words.optional(),
  tags: words.optional(),
  hosts: words.optional(),
});

/** One file of an ontology: an area with the topics under it. */
export const areaFileSchema = topicFile.extend({
  area: slug,
  topics: z.record(slug, topicFile).default({}),
});

/** The file `about.yml` of an ontology. */
export const aboutFileSchema = z.strictObject({
  id: slug,
  version: z.number().int().positive(),
  credit: z.string().nullable(),
  /** Whether names of one word count by themselves; `ambiguous` for large ontologies, whose names are often common words. */
  one_word_names: z.enum(["clear", "ambiguous"]).default("clear"),
});

/** A whole ontology in one file. */
export const ontologyFileSchema = z.strictObject({
  about: aboutFileSchema,
  areas: z.array(areaFileSchema),
});

export type AreaFile = z.infer<typeof areaFileSchema>;
export type AboutFile = z.infer<typeof aboutFileSchema>;
export type OntologyFile = z.infer<typeof ontologyFileSchema>;
type TopicFile = z.infer<typeof topicFile>;

/** The ontology that the parsed files describe; topics under a sensitive one are sensitive too.
 *  @throws ConfigProblem for a slug that stands twice, a parent that is not there, or a circle. */
export function buildOntology(about: AboutFile, areas: readonly AreaFile[]): Ontology {
  const found = new Map<string, Topic>();
  const ids = new Map<string, string>();
  const add = (key: string, level: Topic["level"], parentSlugs: readonly string[], file: TopicFile) => {
    if (ids.has(key)) throw new ConfigProblem(`Ontology ${about.id}: the slug "${key}" stands twice.`);
    const id = file.id ?? `${prefixOf(about.id)}:${key}`;
    ids.set(key, id);
    found.set(id, {
      id,
      slug: key,
      name: file.name,
      names: { ...file.names, en: file.name },
      level,
      parentIds: parentSlugs,
      isSensitive:
        file.sensitive === true ||
        isSensitiveSubject({ slug: key, name: file.name, wikidataId: file.wikidata ?? null }),
      wikidataId: file.wikidata ?? null,
      cues: cuesOf(file, about.one_word_names === "ambiguous"),
    });
  };
  for (const area of areas) add(area.area, "area", [], area);
  for (const area of areas)
    for (const [key, file] of Object.entries(area.topics))
      add(key, "topic", file.parents ?? [area.area], file);
  const withIds = [...found.values()].map(topic => ({
    ...topic,
    parentIds: topic.parentIds.map(parent => {
      const id = ids.get(parent);
      if (id === undefined)
        throw new ConfigProblem(
          `Ontology ${about.id}: "${topic.slug}" names the parent "${parent}", which is not there.`,
        );
      return id;
    }),
  }));
  return { id: about.id, credit: about.credit, topics: inheritSensitive(about.id, withIds) };
}

/** `topics` by id, parents before children, those under a sensitive topic sensitive too.
 *  @throws ConfigProblem where topics are their own ancestors. */
export function inheritSensitive(ontologyId: string, topics: readonly Topic[]): ReadonlyMap<string, Topic> {
  const byId = new Map(topics.map(topic => [topic.id, topic]));
  const done = new Map<string, Topic>();
  const open = new Set<string>();
  const visit = (topic: Topic): Topic => {
    const before = done.get(topic.id);
    if (before !== undefined) return before;
    if (open.has(topic.id))
      throw new ConfigProblem(`Ontology ${ontologyId}: "${topic.slug}" is its own ancestor.`);
    open.add(topic.id);
    const parents = topic.parentIds.flatMap(id => byId.get(id) ?? []).map(visit);
    open.delete(topic.id);
    const isSensitive = topic.isSensitive || parents.some(parent => parent.isSensitive);
    const result = isSensitive === topic.isSensitive ? topic : { ...topic, isSensitive };
    done.set(topic.id, result);
    return result;
  };
  for (const topic of topics) visit(topic);
  return done;
}

/** `renown` for `renown-topics`: what stands before the colon of its ids. */
export function prefixOf(ontologyId: string): string {
  return ontologyId.replace(/-topics$/, "");
}

function cuesOf(file: TopicFile, areNamesAmbiguous: boolean): readonly TopicCue[] {
  const cues: TopicCue[] = [];
  const seen = new Set<string>();
  const add = (kind: TopicCue["kind"], written: string, lang: string | null) => {
    const marks = /[*?~]+$/.exec(written)?.[0] ?? "";
    const text = written.slice(0, written.length - marks.length).trim();
    const key = `${kind === "hashtag" || kind === "host" ? kind : "word"}\n${lang}\n${text.toLowerCase()}`;
    if (text === "" || seen.has(key)) return;
    seen.add(key);
    cues.push({
      kind,
      text,
      lang,
      isAmbiguous: marks.includes("?"),
      isWeak: marks.includes("~"),
      isStem: marks.includes("*"),
    });
  };
  const listed = file.words ?? [];
  const byLang = Array.isArray(listed) ? { "*": listed } : listed;
  for (const [lang, list] of Object.entries(byLang))
    for (const word of list)
      add(word.trim().includes(" ") ? "phrase" : "alias", word, lang === "*" ? null : lang);
  for (const [lang, name] of Object.entries({ en: file.name, ...file.names }))
    if (!/[,&]| and | y | et | und | e | και |・/.test(name))
      add("name", areNamesAmbiguous && !name.trim().includes(" ") ? `${name}?` : name, lang);
  for (const emoji of file.emoji ?? []) add("alias", emoji, null);
  for (const tag of file.tags ?? []) add("hashtag", tag, null);
  for (const host of file.hosts ?? []) add("host", host, null);
  return cues;
}
