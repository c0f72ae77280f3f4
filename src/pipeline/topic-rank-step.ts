import type { Engine } from "../engines/contract.ts";
import { edgeWeight } from "../graph/edge-weight.ts";
import type { PeopleRankKernel } from "../graph/kernel.ts";
import { type TopicEdges, type TopicMembers, topicStandings } from "../graph/topic-standings.ts";
import { TOPIC_UNIT } from "../topics/person/topic-rules.ts";
import { topicScore } from "../topics/person/topic-score.ts";

/** Attention is summed over whole units of 2^-30, so that no order of adding changes it. */
const ATTENTION_UNIT = 2 ** 30;
/** Doubles keep whole numbers up to 2^53; the largest prime below names posts without a clash worth naming. */
const POST_NUMBERS = 9007199254740881n;
/** Relative change of a standing at which a topic is solved; far inside what the scale shows. */
const TOLERANCE = 1e-9;

const EDGES = `SELECT CAST(edges.topic_index AS INTEGER), CAST(edges.actor_index AS INTEGER),
    CAST(edges.target_index AS INTEGER), CAST(edges.decayed_weight AS DOUBLE),
    CAST(CASE WHEN edges.sole_post_key IS NULL THEN 0 ELSE 1 + edges.sole_post_key % ${POST_NUMBERS} END AS DOUBLE)
  FROM int_topic_edges AS edges
  INNER JOIN (SELECT DISTINCT topic_index FROM int_account_topics WHERE is_influence) AS asked
    ON asked.topic_index = edges.topic_index
  ORDER BY edges.topic_index, edges.target_index, edges.actor_index`;
const MEMBERS = `SELECT CAST(interest.topic_index AS INTEGER), CAST(nodes.node_index AS INTEGER), interest.focus_share,
    CAST(CASE WHEN interest.is_interest THEN 1 ELSE 0 END AS INTEGER)
  FROM int_topic_interest AS interest
  INNER JOIN int_nodes AS nodes ON nodes.account_key = interest.account_key
  ORDER BY interest.topic_index, nodes.node_index`;
const ATTENTION = `SELECT CAST(weighed.actor_index AS INTEGER),
    CAST(coalesce(max(elsewhere.given_units), sum(weighed.units)) AS DOUBLE)
  FROM (SELECT actor_index, CAST(round(ln(1 + decayed_weight / 1048576) * ${ATTENTION_UNIT}) AS BIGINT) AS units
    FROM int_edges) AS weighed
  LEFT JOIN actors_elsewhere AS elsewhere ON elsewhere.node_index = weighed.actor_index
  GROUP BY weighed.actor_index ORDER BY weighed.actor_index`;
const ATTACHED = `SELECT CAST(attached.topic_index AS INTEGER), CAST(attached.node_index AS INTEGER),
    CAST(received.acts_beyond_best_count AS DOUBLE)
  FROM int_account_topics AS attached
  INNER JOIN int_topic_received AS received
    ON received.topic_index = attached.topic_index AND received.account_key = attached.account_key
  WHERE attached.is_influence AND attached.node_index IS NOT NULL AND received.people_count > 0
  ORDER BY attached.topic_index, attached.node_index`;

/** How the expertise step of a run ended. */
export interface TopicRankOutcome {
  /** Topics in which somebody influences others. */
  readonly topicsCount: number;
  readonly edgesCount: number;
  /** Accounts and topics that have an expertise. */
  readonly expertiseCount: number;
  /** Passes of the slowest topic. */
  readonly passes: number;
}

/** Writes topic_expertise, one row per account and topic it influences, and returns how it went. `constants` gives
 *  damping, kappa and max_passes.
 *  @throws NotConverged from the kernel. */
export async function topicRankStep(
  engine: Engine,
  constants: Readonly<Record<string, number>>,
  kernel: PeopleRankKernel,
): Promise<TopicRankOutcome> {
  const attached = await readAttached(engine);
  const topicsCount = 1 + attached.topics.reduce((most, topic) => Math.max(most, topic), -1);
  const isEmpty = attached.topics.length === 0;
  const edges = isEmpty ? NO_EDGES : await readEdges(engine, topicsCount);
  const members = isEmpty ? NO_MEMBERS : await readMembers(engine, topicsCount);
  const attention = isEmpty ? new Float64Array() : await readAttention(engine);
  const solved = topicStandings(edges, members, attention, kernel, {
    damping: constants["damping"]!,
    kappa: constants["kappa"]!,
    tolerance: TOLERANCE,
    maxPasses: constants["max_passes"]!,
  });
  const insiders = insidersShare(edges, members, attention.length);
  const expertise = attached.topics.map((topic, row) => {
    const member = memberOf(members, topic, attached.nodes[row]!);
    const passed = solved.passed[member]!;

    return {
      passed,
      insiders: insiders[member]!,
      ...topicScore({ passed, acts: attached.acts[row]! }),
    };
  });
  await engine.createTableFromColumns("topic_expertise", {
    topic_index: Uint32Array.from(attached.topics),
    node_index: Uint32Array.from(attached.nodes),
    passed_standing: Float64Array.from(expertise, row => row.passed),
    insiders_share: Float64Array.from(expertise, row => row.insiders),
    latent: Float64Array.from(expertise, row => row.latent),
    variance: Float64Array.from(expertise, row => row.variance),
    score: Float64Array.from(expertise, row => row.score),
    low: Float64Array.from(expertise, row => row.low),
    high: Float64Array.from(expertise, row => row.high),
  });
  return {
    topicsCount: new Set(attached.topics).size,
    edgesCount: edges.sources.length,
    expertiseCount: expertise.length,
    passes: solved.passes,
  };
}

const NO_EDGES: TopicEdges = {
  offsets: new Uint32Array(1),
  sources: new Uint32Array(),
  targets: new Uint32Array(),
  weights: new Float64Array(),
  solePosts: new Float64Array(),
};

interface Members extends TopicMembers {
  /** 1 where the topic is an interest of the member. */
  readonly areInsiders: Uint8Array;
}

const NO_MEMBERS: Members = {
  offsets: new Uint32Array(1),
  nodes: new Uint32Array(),
  restarts: new Float64Array(),
  areInsiders: new Uint8Array(),
};

async function readAttached(engine: Engine) {
  const topics: number[] = [];
  const nodes: number[] = [];
  const acts: number[] = [];
  for await (const { rowCount, columns } of engine.columns(ATTACHED))
    for (let row = 0; row < rowCount; row++) {
      topics.push(Number(columns[0]![row]));
      nodes.push(Number(columns[1]![row]));
      acts.push(Number(columns[2]![row]));
    }
  return { topics, nodes, acts };
}

async function readEdges(engine: Engine, topicsCount: number): Promise<TopicEdges> {
  const count = await rowCountOf(engine, "int_topic_edges");
  const offsets = new Uint32Array(topicsCount + 1);
  const sources = new Uint32Array(count);
  const targets = new Uint32Array(count);
  const weights = new Float64Array(count);
  const solePosts = new Float64Array(count);
  let edge = 0;
  for await (const { rowCount, columns } of engine.columns(EDGES)) {
    const [topics, actors, acted, units, posts] = columns;
    for (let row = 0; row < rowCount; row++, edge++) {
      offsets[Number(topics![row]) + 1]!++;
      sources[edge] = Number(actors![row]);
      targets[edge] = Number(acted![row]);
      weights[edge] = edgeWeight(Number(units![row]) / TOPIC_UNIT);
      solePosts[edge] = Number(posts![row]);
    }
  }
  for (let topic = 0; topic < topicsCount; topic++) offsets[topic + 1]! += offsets[topic]!;
  return { offsets, sources, targets, weights, solePosts };
}

async function readMembers(engine: Engine, topicsCount: number): Promise<Members> {
  const count = await rowCountOf(engine, "int_topic_interest");
  const offsets = new Uint32Array(topicsCount + 1);
  const nodes = new Uint32Array(count);
  const restarts = new Float64Array(count);
  const areInsiders = new Uint8Array(count);
  let member = 0;
  for await (const { rowCount, columns } of engine.columns(MEMBERS)) {
    const [topics, nodeIndices, shares, insiders] = columns;
    for (let row = 0; row < rowCount; row++) {
      const topic = Number(topics![row]);
      if (topic >= topicsCount) continue;
      offsets[topic + 1]!++;
      nodes[member] = Number(nodeIndices![row]);
      restarts[member] = Number(shares![row]);
      areInsiders[member] = Number(insiders![row]);
      member++;
    }
  }
  for (let topic = 0; topic < topicsCount; topic++) offsets[topic + 1]! += offsets[topic]!;
  return {
    offsets,
    nodes: nodes.subarray(0, member),
    restarts: restarts.subarray(0, member),
    areInsiders: areInsiders.subarray(0, member),
  };
}

async function readAttention(engine: Engine): Promise<Float64Array> {
  const attention = new Float64Array(await rowCountOf(engine, "int_nodes"));
  for await (const { rowCount, columns } of engine.columns(ATTENTION))
    for (let row = 0; row < rowCount; row++)
      attention[Number(columns[0]![row])] = Number(columns[1]![row]) / ATTENTION_UNIT;
  return attention;
}

async function rowCountOf(engine: Engine, table: string): Promise<number> {
  const [row] = await engine.rows(`SELECT count(*) AS row_count FROM ${table}`);
  return Number(row?.["row_count"]);
}

/** Share (0..1) of the people who act on each member about the topic whose interest it is; 0 for nobody. */
function insidersShare(edges: TopicEdges, members: Members, nodeCount: number): Float64Array {
  const shares = new Float64Array(members.nodes.length);
  const people = new Uint32Array(members.nodes.length);
  const memberAt = new Uint32Array(nodeCount);
  for (let topic = 0; topic + 1 < members.offsets.length; topic++) {
    for (let member = members.offsets[topic]!; member < members.offsets[topic + 1]!; member++)
      memberAt[members.nodes[member]!] = member;
    for (let edge = edges.offsets[topic]!; edge < edges.offsets[topic + 1]!; edge++) {
      const target = memberAt[edges.targets[edge]!]!;
      people[target]!++;
      shares[target]! += members.areInsiders[memberAt[edges.sources[edge]!]!]!;
    }
  }
  return shares.map((count, member) => (people[member] === 0 ? 0 : count / people[member]!));
}

/** The place of `node` among the members of `topic`, by halving. */
function memberOf({ offsets, nodes }: TopicMembers, topic: number, node: number): number {
  let low = offsets[topic]!;
  let high = offsets[topic + 1]! - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nodes[middle]! < node) low = middle + 1;
    else high = middle;
  }
  return low;
}
