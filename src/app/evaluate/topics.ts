import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { InputProblem } from "../../domain/errors.ts";
import { packagePath } from "../../platform/package-root.ts";
import { LABEL_AREAS, LABELS } from "../../topics/labels.ts";
import { findTopic, type Ontology } from "../../topics/ontology.ts";
import { createOntologyTagger } from "../../topics/ontology-tagger.ts";
import { rollUp } from "../../topics/roll-up.ts";
import type { Tagger } from "../../topics/tagger.ts";
import { builtInOntology } from "../topics/built-in-ontology.ts";
import { detectLanguage } from "../topics/detect-language.ts";
import { crossValidated } from "../topics/fit-label-model.ts";
import { loadTopicTagger, TOPIC_TAGGER_ID } from "../topics/load-topic-tagger.ts";
import { entityFigures } from "./entity-labels.ts";
import { labelFigures } from "./label-figures.ts";
import { type LabelledFile, readLabelledPosts } from "./labelled-posts.ts";
import { INTERVAL_LEVEL, RESAMPLES, type SuiteOptions } from "./suite.ts";
import { evaluateTopicExperts, type TopicExpertsOptions } from "./topic-experts.ts";
import type { TopicsResult } from "./topics-result.ts";

/** A topic counts as given from this weight on. */
const GIVEN_WEIGHT = 0.3;

/** How well posts get the labels that people gave them: by cues without any training, and by the fitted tagger. Files
 *  that it was fitted on are judged in five folds, each by a fit on the others; every other file by the model as
 *  published. Then how often a topic is right for a named entity, and on an invented population whether planted experts lead.
 *  @throws InputProblem when the folder has neither kind of file or one cannot be used. */
export async function evaluateTopics(
  options: SuiteOptions & Pick<TopicExpertsOptions, "population">,
): Promise<TopicsResult> {
  const { dataDir, seed, progress } = options;
  const files = readLabelledPosts(dataDir);
  const entities = await entityFigures(dataDir, seed);
  if (files.length === 0 && entities.file === null)
    throw new InputProblem(
      `${dataDir} holds neither labelled posts (*.jsonl, or in topic-posts/) nor entity-topic-labels.csv (or in klout-topics/), ` +
        "which the suite topics reads (layouts: docs/evaluation.md).",
    );
  const ontology = builtInOntology();
  const cues = createOntologyTagger(ontology, detectLanguage);
  const runs: Run[] = files.map(file => ({
    tagger: cues.id,
    how: "no_training",
    file,
    said: labelsBy(cues, file, ontology),
  }));
  const trained = trainingHashes();
  const seen = files.filter(file => trained.has(sha256(file.bytes)));
  const unseen = files.filter(file => !seen.includes(file));
  const id = `${TOPIC_TAGGER_ID}+${ontology.id}`;
  if (seen.length > 0) {
    const step = "fit topic tagger";
    const said = crossValidated(
      seen.flatMap(file => file.posts),
      ontology,
      done => progress({ step, done, total: 5, unit: "folds", isLast: done === 5 }),
    );
    let from = 0;
    for (const file of seen) {
      runs.push({ tagger: id, how: "five_fold", file, said: said.slice(from, from + file.posts.length) });
      from += file.posts.length;
    }
  }
  if (unseen.length > 0) {
    const fitted = loadTopicTagger();
    for (const file of unseen)
      runs.push({ tagger: id, how: "frozen", file, said: labelsBy(fitted, file, ontology) });
  }
  const measured = runs.map(run => ({
    run,
    figures: labelFigures(
      run.file.posts.map(({ labels }) => labels),
      run.said,
      seed,
    ),
  }));
  const first = measured[0]?.figures;
  const experts = await evaluateTopicExperts(options);
  return {
    suite: "topics",
    macro_f1: first?.macro_f1 ?? null,
    micro_f1: first?.micro_f1 ?? null,
    posts: measured.map(({ run, figures: { labels: _, ...figures } }) => ({
      tagger: run.tagger,
      how: run.how,
      file: run.file.name,
      lang: run.file.lang,
      posts: run.file.posts.length,
      ...figures,
    })),
    labels: measured.flatMap(({ run, figures }) =>
      figures.labels.map(label => ({ tagger: run.tagger, how: run.how, file: run.file.name, ...label })),
    ),
    entities: [...entities.figures],
    experts: {
      seed: experts.seed,
      experts_ndcg_at_20: experts.experts_ndcg_at_20,
      joke_people: experts.joke_people,
      joke_leak_share: experts.joke_leak_share,
      targets: experts.targets,
    },
    resampling: { resamples: RESAMPLES, seed, level: INTERVAL_LEVEL, unit: "posts" },
    rows: [
      ...files.map(({ name, readCount, posts, rejected }) => ({
        file: name,
        read: readCount,
        used: posts.length,
        rejected: { ...rejected },
      })),
      ...(entities.file === null ? [] : [entities.file]),
    ],
    not_run: [
      ...(files.length === 0 ? [{ name: "posts", reason: "no labelled posts (*.jsonl)" }] : []),
      ...entities.notRun,
    ],
  };
}

interface Run {
  readonly tagger: string;
  readonly how: "no_training" | "five_fold" | "frozen";
  readonly file: LabelledFile;
  readonly said: readonly (readonly boolean[])[];
}

/** Labels that `tagger` gives each post: those of which some area has a weight of `GIVEN_WEIGHT`, topics rolled up. */
function labelsBy(tagger: Tagger, file: LabelledFile, ontology: Ontology): readonly (readonly boolean[])[] {
  const areas = LABELS.map(label => LABEL_AREAS[label]!.map(slug => findTopic(ontology, slug)!.id));
  const isFitted = tagger.id.startsWith(TOPIC_TAGGER_ID);
  return file.posts.map(({ text, lang }) => {
    const assignments = tagger.tag({ text, lang, tags: [], links: [] });
    // A fitted tagger decides on the areas itself; a clear cue that it keeps against that says nothing of them.
    const weights = isFitted
      ? new Map(assignments.map(({ topicId, weight }) => [topicId, weight]))
      : rollUp(ontology, assignments);
    return areas.map(ids => ids.some(id => (weights.get(id) ?? 0) >= GIVEN_WEIGHT));
  });
}

/** Hashes of the files that the published tagger was fitted on. */
function trainingHashes(): ReadonlySet<string> {
  const manifest = z
    .object({ files: z.array(z.object({ sha256: z.string() })) })
    .parse(JSON.parse(readFileSync(packagePath("weights", TOPIC_TAGGER_ID, "training.json"), "utf8")));
  return new Set(manifest.files.map(file => file.sha256));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
