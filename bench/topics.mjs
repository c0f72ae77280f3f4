// Posts a second of the topic taggers on one thread, beside a plain split of the same texts into words.
//   npm run build && node bench/topics.mjs [POSTS]
import { loadavg } from "node:os";
import { builtInOntology } from "../dist/app/topics/built-in-ontology.js";
import { detectLanguage } from "../dist/app/topics/detect-language.js";
import { loadTopicTagger } from "../dist/app/topics/load-topic-tagger.js";
import { seededRandom } from "../dist/lib/metrics/seeded-random.js";
import { createOntologyTagger } from "../dist/topics/ontology-tagger.js";

const count = Number(process.argv[2] ?? 20_000);
const ontology = builtInOntology();
const posts = madePosts(count, seededRandom(1));
const cues = createOntologyTagger(ontology, detectLanguage);
const fitted = loadTopicTagger();
const withoutLang = posts.map(post => ({ ...post, lang: null }));

const figures = {
  words_only: measure(posts, post => post.text.toLowerCase().split(/[^\p{L}\p{N}]+/u)),
  cues: measure(posts, cues.tag),
  cues_language_guessed: measure(withoutLang, cues.tag),
  fitted: measure(posts, fitted.tag),
};
for (const [name, perSecond] of Object.entries(figures))
  console.log(
    `${name}: ${Math.round(perSecond)} posts/s of CPU, ${(perSecond / figures.words_only).toFixed(3)} of words_only`,
  );
console.log(
  `posts: ${count}, mean length ${Math.round(posts.reduce((sum, { text }) => sum + text.length, 0) / count)}; load ${loadavg()[0].toFixed(1)}`,
);

/** Posts per second of CPU time in the best of three rounds: time of other programs does not count. */
function measure(list, work) {
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    let kept = 0;
    for (const post of list) kept += work(post).length;
    const { user, system } = process.cpuUsage(before);
    if (kept < 0) throw new Error("nothing was kept");
    best = Math.max(best, (list.length * 1e6) / (user + system));
  }
  return best;
}

/** Posts of 8 to 40 words, one in eight of them of the ontology, some with a hashtag or a link. */
function madePosts(total, random) {
  const cueWords = [...ontology.topics.values()].flatMap(({ cues }) =>
    cues
      .filter(({ kind, lang }) => kind !== "host" && (lang === null || lang === "en"))
      .map(({ text }) => text),
  );
  const syllables = ["ba", "ren", "to", "lis", "mo", "ka", "the", "and", "in", "ser", "vi", "ou"];
  const pick = list => list[Math.floor(random() * list.length)];
  const word = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(syllables)).join("");
  return Array.from({ length: total }, () => {
    const words = Array.from({ length: 8 + Math.floor(random() * 33) }, () =>
      random() < 0.125 ? pick(cueWords) : word(),
    );
    if (random() < 0.3) words.push(`#${pick(cueWords).replace(/[^a-z]/gi, "")}`);
    if (random() < 0.2) words.push("https://www.example.org/a/b");
    return { text: words.join(" "), lang: "en", tags: [], links: [] };
  });
}
