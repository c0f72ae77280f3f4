import { markdownTable } from "../../lib/markdown-table.ts";
import type { TopicsResult } from "./topics-result.ts";

const HOW: Readonly<Record<string, string>> = {
  no_training: "without training",
  five_fold: "fitted, five folds",
  frozen: "fitted, as published",
};

const CARD_OPEN = "<!-- topics: labels -->";
const CARD_CLOSE = "<!-- /topics -->";

/** `page` with the figures of each label between its two topic markers.
 *  @throws RangeError when it has no such markers. */
export function withLabelTables(page: string, result: TopicsResult): string {
  const [open, close] = [page.indexOf(CARD_OPEN), page.indexOf(CARD_CLOSE)];
  if (open < 0 || close < open)
    throw new RangeError(`the page has no place for topics: ${CARD_OPEN} ... ${CARD_CLOSE}`);
  const tables = labelTables(result).map(({ file, table }) => `${file}:\n\n${table}`);
  return `${page.slice(0, open + CARD_OPEN.length)}\n\n${tables.join("\n\n")}\n\n${page.slice(close)}`;
}

/** `docs/topics-evaluation.md` from the result of the suite `topics`; the same result gives the same page. */
export function topicsPage(result: TopicsResult): string {
  const perLabel = labelTables(result).map(({ file, table }) => `## ${file}\n\n${table}`);
  const summary = markdownTable(
    ["file", "posts", "tagger", "how", "macro F1 (90 % interval)", "micro F1"],
    result.posts.map(run => [
      run.file,
      String(run.posts),
      run.tagger,
      HOW[run.how] ?? run.how,
      `${figure(run.macro_f1)} (${figure(run.macro_f1_low)} to ${figure(run.macro_f1_high)})`,
      figure(run.micro_f1),
    ]),
  );
  const entities = markdownTable(
    [
      "ontology",
      "pairs judged",
      "pairs given",
      "precision (90 % interval)",
      "recall",
      "right among all pairs",
    ],
    result.entities.map(row => [
      row.ontology,
      String(row.labels),
      String(row.given),
      `${figure(row.precision)} (${figure(row.low)} to ${figure(row.high)})`,
      figure(row.recall),
      figure(row.base_precision),
    ]),
  );
  return [
    "# Topics: figures",
    "Written by `scripts/write-topics-evaluation.mjs` from the `evaluation.json` beside the tagger's weights. What is measured and how: [evaluation.md](evaluation.md#topics).",
    summary,
    ...perLabel,
    ...(result.entities.length > 0 ? [`## Entities by their names\n\n${entities}`] : []),
    "Labelled posts: TweetTopic-XL (MIT). Entities and Klout's topics: Klout Topic Ontology, Klout/Lithium (CC BY 3.0).",
  ]
    .join("\n\n")
    .concat("\n");
}

/** For each file a row a label: F1, precision and recall of every tagger. */
function labelTables(result: TopicsResult): readonly { readonly file: string; readonly table: string }[] {
  const files = [...new Set(result.posts.map(({ file }) => file))];
  return files.map(file => {
    const hows = result.posts.filter(run => run.file === file).map(({ how }) => how);
    const rows = result.labels.filter(row => row.file === file && row.how === hows[0]);
    const table = markdownTable(
      ["label", "posts", ...hows.flatMap(how => [`F1 ${HOW[how]}`, "precision", "recall"])],
      rows.map(({ label, positives }) => [
        label,
        String(positives),
        ...hows.flatMap(how => {
          const found = result.labels.find(
            row => row.file === file && row.how === how && row.label === label,
          );
          return [figure(found?.f1), figure(found?.precision), figure(found?.recall)];
        }),
      ]),
    );
    return { file, table };
  });
}

function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : value.toFixed(3);
}
