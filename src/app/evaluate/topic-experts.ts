import { TABLES, type TableName } from "../../domain/interchange/schema.ts";
import { columnsOf } from "../../domain/interchange/table.ts";
import type { Engine, EngineRow } from "../../engines/contract.ts";
import { ndcg } from "../../lib/metrics/ndcg.ts";
import { runModels } from "../../pipeline/run-models.ts";
import type { RunTopics } from "../../pipeline/topic-tables.ts";
import { DEFAULT_END_AT } from "../../simulator/options.ts";
import { type PlantedPopulation, type PlantedTopic, plantTopics } from "../../simulator/planted-topics.ts";
import { loadAuthenticityModel } from "../authenticity/load-authenticity-model.ts";
import { builtInOntology } from "../topics/built-in-ontology.ts";
import { topicKnowledge } from "../topics/ontology-in-use.ts";
import { targetOf } from "./coverage-report.ts";
import { withFreshEngine } from "./fresh-engine.ts";
import { plantableTopics } from "./plantable-topics.ts";
import type { SuiteOptions } from "./suite.ts";
import type { TopicExpertsResult } from "./topic-experts-result.ts";

const DEPTH = 20;
const LEAST_NDCG = 0.9;
const LARGEST_LEAK = 0.01;
const POPULATION = {
  topicsCount: 10,
  peopleCount: 3000,
  expertsPerTopic: 20,
  jokesCount: 200,
  celebritiesCount: 15,
} as const;

export interface TopicExpertsOptions extends Pick<SuiteOptions, "model" | "modelId" | "seed"> {
  readonly population?: { readonly [Key in keyof typeof POPULATION]: number };
}

/** Whether planted experts lead their topics, and how many people of one viral joke get the joke's topic: on an invented
 *  population tagged by the built-in tagger. Nothing is read from the folder of data. */
export async function evaluateTopicExperts(options: TopicExpertsOptions): Promise<TopicExpertsResult> {
  const { model, modelId, seed, population = POPULATION } = options;
  const { topicsCount, ...sizes } = population;
  const built = topicKnowledge(builtInOntology());
  const topics = plantableTopics(built, topicsCount);
  const planted = plantTopics({ ...sizes, seed, topics, endAt: DEFAULT_END_AT });
  return withFreshEngine(async engine => {
    const source = await loadPlanted(engine, planted);
    const runTopics: RunTopics = { load: () => built, choices: [] };
    const { constants, kindWeights } = model;
    await runModels(engine, {
      ...{ source, asOf: DEFAULT_END_AT, constants, kindWeights },
      authenticity: loadAuthenticityModel(),
      topics: runTopics,
    });
    const rows = await engine.rows(
      `SELECT account_id, topic_id, expertise_latent, acts_received_count, people_count, is_influence
       FROM account_topics WHERE level = 'topic' ORDER BY account_id, topic_id`,
    );
    const by = figuresBy(planted, topics, rows);
    const jokes = jokeFigures(planted, topics, rows);
    return {
      suite: "topic-experts",
      model: modelId,
      seed,
      tagger: built.tagger.id,
      population: { ...population, posts: planted.posts.length, acts: planted.acts.length },
      experts_ndcg_at_20: by.expertise,
      experts_ndcg_at_20_of_baselines: await baselinesOf(engine, planted, topics),
      ...jokes,
      targets: [
        targetOf("NDCG@20 of planted experts", by.expertise, LEAST_NDCG, null),
        targetOf("share of joke people with the joke's topic", jokes.joke_leak_share, null, LARGEST_LEAK),
      ],
    };
  });
}

/** The mean over topics of the NDCG of planted grades in the order of `measure` (account, topic id). */
function meanNdcg(
  planted: PlantedPopulation,
  topics: readonly PlantedTopic[],
  measure: (accountId: string, topicId: string) => number,
): number | null {
  const figures = topics.map(({ id }, index) => {
    const { accounts } = planted;
    const values = Float64Array.from(accounts, ({ accountId }) => measure(accountId, id));
    const gains = Float64Array.from(accounts, ({ role, topic, grade }) =>
      role === "expert" && topic === index ? grade : 0,
    );
    return ndcg(values, gains, DEPTH);
  });
  const known = figures.filter(figure => figure !== null);
  return known.length === 0 ? null : known.reduce((sum, figure) => sum + figure, 0) / known.length;
}

function figuresBy(planted: PlantedPopulation, topics: readonly PlantedTopic[], rows: readonly EngineRow[]) {
  const latents = new Map(
    rows
      .filter(row => row["expertise_latent"] !== null)
      .map(row => [`${row["account_id"]} ${row["topic_id"]}`, Number(row["expertise_latent"])]),
  );
  return {
    expertise: meanNdcg(planted, topics, (account, topic) => latents.get(`${account} ${topic}`) ?? -1),
  };
}

/** The same order by what needs no topic expertise: people and acts on posts of the topic, and overall PeopleRank. */
async function baselinesOf(engine: Engine, planted: PlantedPopulation, topics: readonly PlantedTopic[]) {
  const counted = await engine.rows(
    `SELECT accounts.account_id, topics.topic_id, received.acts_count, received.people_count
     FROM int_topic_received AS received
     INNER JOIN topics ON topics.topic_index = received.topic_index
     INNER JOIN stg_accounts AS accounts ON accounts.account_key = received.account_key`,
  );
  const ranked = await engine.rows("SELECT account_id, people_rank FROM account_features");
  const inTopic = (column: string) => {
    const values = new Map(
      counted.map(row => [`${row["account_id"]} ${row["topic_id"]}`, Number(row[column])]),
    );
    return meanNdcg(planted, topics, (account, topic) => values.get(`${account} ${topic}`) ?? 0);
  };
  const ranks = new Map(ranked.map(row => [String(row["account_id"]), Number(row["people_rank"] ?? 0)]));
  return {
    acts_in_topic: inTopic("acts_count"),
    people_in_topic: inTopic("people_count"),
    people_rank: meanNdcg(planted, topics, account => ranks.get(account) ?? 0),
  };
}

function jokeFigures(
  { accounts }: PlantedPopulation,
  topics: readonly PlantedTopic[],
  rows: readonly EngineRow[],
) {
  const attached = new Set(
    rows.filter(row => row["is_influence"] === true).map(row => `${row["account_id"]} ${row["topic_id"]}`),
  );
  const jokers = accounts.filter(({ role }) => role === "joker");
  const leaked = jokers.filter(({ accountId, topic }) => attached.has(`${accountId} ${topics[topic!]!.id}`));
  const leaders = topics.flatMap(({ id }) =>
    rows
      .filter(row => row["topic_id"] === id && row["expertise_latent"] !== null)
      .toSorted((a, b) => Number(b["expertise_latent"]) - Number(a["expertise_latent"]))
      .slice(0, DEPTH),
  );
  const isJoker = new Set(jokers.map(({ accountId }) => accountId));
  return {
    joke_people: jokers.length,
    joke_leak_share: jokers.length === 0 ? null : leaked.length / jokers.length,
    joke_people_in_top_20: leaders.filter(row => isJoker.has(String(row["account_id"]))).length,
  };
}

const SQL_TYPES = {
  text: "VARCHAR",
  choice: "VARCHAR",
  time: "TIMESTAMP",
  count: "BIGINT",
  flag: "BOOLEAN",
  text_list: "VARCHAR[]",
} as const;

/** The tables of a run over `planted`. */
export async function loadPlanted(
  engine: Engine,
  { accounts, posts, acts }: PlantedPopulation,
): Promise<(table: TableName) => string> {
  await engine.createTableFromRows(
    "planted_accounts",
    { account_id: "text" },
    accounts.map(({ accountId }) => ({ account_id: accountId })),
  );
  await engine.createTableFromRows(
    "planted_posts",
    { post_id: "text", author_id: "text", posted_at: "timestamp", text: "text" },
    posts.map(({ postId, authorId, postedAt, text }) => ({
      ...{ post_id: postId, author_id: authorId },
      ...{ posted_at: postedAt, text },
    })),
  );
  await engine.createTableFromRows(
    "planted_acts",
    { kind: "text", actor_id: "text", target_id: "text", post_id: "text", acted_at: "timestamp" },
    acts.map(({ kind, actorId, targetId, postId, actedAt }) => ({
      ...{ kind, actor_id: actorId, target_id: targetId },
      ...{ post_id: postId, acted_at: actedAt },
    })),
  );
  return table => {
    const given = GIVEN[table];
    const columns = columnsOf(TABLES[table]).map(({ name, columnType }) => {
      const value = given?.columns[name] ?? "NULL";
      return `CAST(${value} AS ${SQL_TYPES[columnType]}) AS "${name}"`;
    });
    const from = given === undefined ? "WHERE false" : `FROM ${given.relation}`;
    const day = TABLES[table].dayColumn;
    return `SELECT *, CAST("${day}" AS DATE) AS day FROM (SELECT ${columns.join(", ")} ${from}) AS rows`;
  };
}

const X = "'x'";
const GIVEN: Partial<
  Record<TableName, { readonly relation: string; readonly columns: Readonly<Record<string, string>> }>
> = {
  accounts: {
    relation: "planted_accounts",
    columns: {
      network: X,
      account_id: "account_id",
      handle: "account_id",
      is_protected: "false",
      is_indexable: "true",
      observed_at: `'${DEFAULT_END_AT.slice(0, 10)}'`,
    },
  },
  posts: {
    relation: "planted_posts",
    columns: {
      network: X,
      post_id: "post_id",
      author_id: "author_id",
      posted_at: "posted_at",
      kind: "'original'",
      lang: "'en'",
      text: "text",
    },
  },
  interactions: {
    relation: "planted_acts",
    columns: {
      network: X,
      interaction_id: "concat(actor_id, '>', post_id)",
      kind: "kind",
      actor_id: "actor_id",
      target_id: "target_id",
      post_id: "post_id",
      acted_at: "acted_at",
    },
  },
};
