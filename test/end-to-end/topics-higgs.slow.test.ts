import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { afterAll, expect, it } from "vitest";
import { DEFAULT_MODEL_ID, loadModel } from "../../src/app/load-model.ts";
import { TABLES, type TableName } from "../../src/domain/interchange/schema.ts";
import { sqlLiteral } from "../../src/lib/sql-text.ts";
import { type ModelsRun, runModels } from "../../src/pipeline/run-models.ts";
import type { RunTopics } from "../../src/pipeline/topic-tables.ts";
import type { Topic } from "../../src/topics/ontology.ts";
import { evaluationDataDir, evaluationDataReason, hasEvaluationData } from "../support/evaluation-data.ts";
import { loadedColumns, loadedSource } from "../support/model-cases.ts";
import { openTestEngine } from "../support/sources.ts";
import { suiteWhen } from "../support/suite-when.ts";

const FILE = "higgs/interactions-days-1-5.csv.gz";
const TOPICS = 300;
const AREAS = 20;
/** Of processor time, all threads together, which other work on the machine does not stretch. */
const LIMIT_SECONDS = 30;

const topic = (id: string, parentIds: readonly string[]): [string, Topic] => [
  id,
  {
    ...{ id, slug: id, name: id, names: {}, level: parentIds.length === 0 ? "area" : "topic", parentIds },
    ...{ isSensitive: false, wikidataId: null, cues: [] },
  },
];
/** Three hundred topics in twenty areas; a text names the number of its topic. */
const planted: RunTopics = {
  choices: [],
  load: () => ({
    ontology: {
      id: "planted",
      credit: null,
      topics: new Map([
        ...Array.from({ length: AREAS }, (_, i) => topic(`area-${i}`, [])),
        ...Array.from({ length: TOPICS }, (_, i) => topic(`topic-${i}`, [`area-${i % AREAS}`])),
      ]),
    },
    tagger: {
      id: "planted",
      tag: ({ text }) => [
        { topicId: `topic-${text}`, weight: 1, evidence: [{ kind: "name", matched: text!, weight: 1 }] },
      ],
    },
  }),
};

async function processorSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

suiteWhen(hasEvaluationData(FILE), evaluationDataReason, "300 topics over half a million acts", async () => {
  const engine = await openTestEngine(2);
  afterAll(() => engine.close());

  it("are tagged, folded and ranked within 30 seconds", { timeout: 600_000 }, async () => {
    const path = sqlLiteral(join(evaluationDataDir, FILE));
    // The file names no posts: each author gets ten, seven in ten about one topic of theirs.
    await engine.createTable(
      "acts",
      `SELECT 'x' AS network, CAST(row_number() OVER () AS VARCHAR) AS interaction_id,
         CASE kind WHEN 'mention' THEN 'reply' ELSE kind END AS kind, CAST(actor_id AS VARCHAR) AS actor_id,
         CAST(target_id AS VARCHAR) AS target_id,
         CAST(target_id AS VARCHAR) || '-' || CAST(hash(actor_id) % 10 AS VARCHAR) AS post_id,
         CAST(acted_at AS TIMESTAMP) AS acted_at, CAST(acted_at AS DATE) AS day
       FROM read_csv(${path}) WHERE actor_id <> target_id`,
    );
    const none = (name: string, type: string) => `CAST(NULL AS ${type}) AS ${name}`;
    await engine.createTable(
      "said",
      `SELECT 'x' AS network, post_id, target_id AS author_id,
         TIMESTAMP '2012-07-01' + INTERVAL 1 HOUR * CAST(hash(post_id) % 119 AS INTEGER) AS posted_at,
         ${none("edited_at", "TIMESTAMP")}, 'original' AS kind, ${none("parent_post_id", "VARCHAR")},
         ${none("parent_author_id", "VARCHAR")}, ${none("root_post_id", "VARCHAR")}, 'en' AS lang,
         CAST(hash(CASE WHEN hash(post_id) % 10 < 7 THEN target_id ELSE post_id END) % ${TOPICS} AS VARCHAR) AS text,
         ${none("tags", "VARCHAR[]")}, ${none("links", "VARCHAR[]")}, ${none("mention_ids", "VARCHAR[]")},
         CAST(posted_at AS DATE) AS day
       FROM (SELECT DISTINCT post_id, target_id FROM acts)`,
    );
    const source = (table: TableName) => {
      if (table === "interactions") return "SELECT * FROM acts";
      return table === "posts" ? "SELECT * FROM said" : loadedSource(table, `none_${table}`);
    };
    for (const table of Object.keys(TABLES) as TableName[])
      await engine.createTableFromRows(`none_${table}`, loadedColumns(table), []);
    const { constants, kindWeights } = loadModel(DEFAULT_MODEL_ID);
    const options = { source, asOf: "2012-07-06T00:00:00Z", constants, kindWeights };
    const without = await processorSeconds(() => runModels(engine, options));
    const start = performance.now();
    let run!: ModelsRun;
    const whole = await processorSeconds(async () => {
      run = await runModels(engine, { ...options, topics: planted });
    });
    const seconds = (performance.now() - start) / 1000;
    const ofTopics = run.models.filter(({ model }) => /topic/.test(model));
    const topicSeconds = whole - without;
    console.log(
      `${TOPICS} topics: ${topicSeconds.toFixed(1)} of ${whole.toFixed(1)} s of processor time, run of ${seconds.toFixed(1)} s;`,
      ofTopics.map(({ model, milliseconds }) => `${model} ${(milliseconds / 1000).toFixed(1)}`).join(", "),
    );
    expect(run.topics).toMatchObject({ textsCount: expect.any(Number), topicsCount: expect.any(Number) });
    expect(run.topics!.topicsCount!).toBeGreaterThan(0.8 * (TOPICS + AREAS));
    expect(topicSeconds).toBeLessThan(LIMIT_SECONDS);
  });
});
