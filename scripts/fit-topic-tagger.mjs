// Fits the topic tagger on labelled posts and writes weights/<id>/: tagger.json, weights.bin, training.json. An id that is
// published stays as it is: give a new one.
//   npm run build && node scripts/fit-topic-tagger.mjs --data DIR --id topic-tagger-2
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readLabelledPosts } from "../dist/app/evaluate/labelled-posts.js";
import { builtInOntology } from "../dist/app/topics/built-in-ontology.js";
import { FIT_SETTINGS, fitLabelModel } from "../dist/app/topics/fit-label-model.js";
import { packagePath } from "../dist/platform/package-root.js";

const { values } = parseArgs({ options: { data: { type: "string" }, id: { type: "string" } } });
if (!values.data || !values.id) throw new Error("Give --data DIR and --id ID.");
const path = name => packagePath("weights", values.id, name);
if (existsSync(path("training.json"))) throw new Error(`${values.id} is published; give a new --id.`);

const files = readLabelledPosts(values.data);
const { file, bytes } = fitLabelModel(
  values.id,
  files.flatMap(({ posts }) => posts),
  builtInOntology(),
);
mkdirSync(path(""), { recursive: true });
writeFileSync(path("tagger.json"), `${JSON.stringify(file)}\n`);
writeFileSync(path("weights.bin"), bytes);
const training = {
  id: values.id,
  method: "one-versus-rest logistic regression on cue counts and hashed words and letter groups",
  settings: FIT_SETTINGS,
  ontology: file.ontology,
  ontology_fingerprint: file.ontology_fingerprint,
  files: files.map(({ name, lang, posts, bytes }) => ({
    name,
    lang,
    posts: posts.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    source: "TweetTopic-XL, MIT",
  })),
};
writeFileSync(path("training.json"), `${JSON.stringify(training, null, 2)}\n`);
console.log(
  `weights/${values.id}: ${training.files.map(({ name, posts }) => `${name} (${posts})`).join(", ")}`,
);
