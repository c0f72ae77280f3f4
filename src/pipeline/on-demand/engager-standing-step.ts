import type { Engine } from "../../engines/contract.ts";
import { edgeWeight } from "../../graph/edge-weight.ts";
import type { PassingOptions } from "../../graph/kernel.ts";
import { echoThrough, type MutualActor, receivedStanding } from "../../graph/on-demand/received-standing.ts";
import type { Bindings } from "../render-template.ts";
import { type ActsOfSubject, actsOnSubjects } from "./acts-read.ts";
import {
  type ActorNode,
  createFetchedSubjects,
  type EngagerEdge,
  readActors,
  readEdges,
} from "./engager-rows.ts";
import type { EngagerReading, OnDemandEngagers } from "./engagers.ts";
import { type SubjectSample, sampleOf } from "./subject-sample.ts";
import { supportCount } from "./support-count.ts";

/** Fixed-point units of PeopleRank weights (as in people_edges) and of people (as in int_received). */
const WEIGHT_UNITS = 2 ** 30;
const PEOPLE_UNITS = 2 ** 20;

/** What the step needs of its run. */
export interface EngagerStandingInputs {
  readonly constants: Readonly<Record<string, number>>;
  readonly kindWeights: Readonly<Record<string, number>>;
  readonly bindings: Bindings;
}

/** Writes people_rank as the PeopleRank step does, with the standing of the subjects from those who acted on them and of
 *  everybody else from the newest run or their own numbers; actors_elsewhere and sampled_edges, which later models read; and
 *  engager_support (node_index, engaged_people_support_count). Returns how each subject was read. */
export async function engagerStandingStep(
  engine: Engine,
  engagers: OnDemandEngagers,
  { constants, kindWeights, bindings }: EngagerStandingInputs,
): Promise<readonly EngagerReading[]> {
  await createFetchedSubjects(engine, engagers);
  const actors = await readActors(engine, engagers, bindings);
  const edges = await readEdges(engine, engagers.known);
  const acts = await actsOnSubjects(engine, {
    posts: bindings.source("posts"),
    windowDays: constants["window_days"]!,
  });
  const options = { damping: constants["damping"]!, kappa: constants["kappa"]! };
  const subjects = await engine.rows(
    "SELECT network, account_id, node_index FROM fetched_subjects ORDER BY node_index",
  );
  const ofSubject = bySubject(edges);
  const samples = new Map(
    [...ofSubject].map(([subject, own]) => [subject, sampleOf(own, acts.get(subject)!, kindWeights)]),
  );
  const outWeight = outWeights(actors, edges, samples);
  const standings = new Map<number, { readonly standing: number; readonly ownEcho: number }>();
  const readings: EngagerReading[] = [];
  const support: { node: number; count: number }[] = [];
  for (const row of subjects) {
    const node = Number(row["node_index"]);
    const own = ofSubject.get(node) ?? [];
    const sample = samples.get(node);
    const passing = own.map((edge, place) => ({
      standing: actors[edge.actor]!.standing,
      weight: edgeWeight(sample!.units[place]!),
      outWeight: outWeight[edge.actor]!,
      standsFor: sample!.standsFor[place]!,
    }));
    const standing = receivedStanding(passing, options);
    const ownEcho = echoThrough(mutualActors(own, actors, outWeight, actors[node]!.outWeight, options));
    standings.set(node, { standing, ownEcho });
    if (sample === undefined) continue;
    const subject = { network: String(row["network"]), account_id: String(row["account_id"]) };
    readings.push({
      ...subject,
      ...readingOf(own, sample, acts.get(node)!.acts, actors),
      standing_weights: engagers.weights.id,
    });
    support.push({ node, count: supportCount(own, passing, sample, actors, engagers.weights) });
  }
  await writeRanks(engine, actors, standings);
  await writeElsewhere(engine, actors, edges, outWeight, new Set(standings.keys()));
  await writeSamples(engine, ofSubject, samples);
  await engine.createTableFromColumns("engager_support", {
    node_index: Uint32Array.from(support, ({ node }) => node),
    engaged_people_support_count: Float64Array.from(support, ({ count }) => count),
  });
  return readings;
}

function bySubject(edges: readonly EngagerEdge[]): ReadonlyMap<number, readonly EngagerEdge[]> {
  const groups = new Map<number, EngagerEdge[]>();
  for (const edge of edges) {
    const own = groups.get(edge.subject) ?? [];
    own.push(edge);
    groups.set(edge.subject, own);
  }
  return groups;
}

/** All weight that each node gives: what it gives elsewhere, and what it was now seen to give the subjects. */
function outWeights(
  actors: readonly ActorNode[],
  edges: readonly EngagerEdge[],
  samples: ReadonlyMap<number, SubjectSample>,
): Float64Array {
  const toSubjects = new Float64Array(actors.length);
  const knownToSubjects = new Float64Array(actors.length);
  const places = new Map<number, number>();
  for (const edge of edges) {
    const place = places.get(edge.subject) ?? 0;
    places.set(edge.subject, place + 1);
    toSubjects[edge.actor]! += edgeWeight(samples.get(edge.subject)!.units[place]!);
    knownToSubjects[edge.actor]! += edgeWeight(edge.knownUnits);
  }
  return Float64Array.from(actors, ({ origin, outWeight }, node) =>
    origin === "known"
      ? Math.max(0, outWeight - knownToSubjects[node]!) + toSubjects[node]!
      : Math.max(outWeight, toSubjects[node]!),
  );
}

/** Actors whose known standing holds what the subject gave them in the same run. */
function mutualActors(
  edges: readonly EngagerEdge[],
  actors: readonly ActorNode[],
  outWeight: Float64Array,
  subjectOutWeight: number,
  { damping, kappa }: PassingOptions,
): readonly MutualActor[] {
  return edges.flatMap(edge => {
    const actor = actors[edge.actor]!;
    if (actor.origin !== "known" || edge.knownReturnUnits <= 0) return [];
    const given = (damping * edgeWeight(edge.units)) / (kappa + outWeight[edge.actor]!);
    const returned = (damping * edgeWeight(edge.knownReturnUnits)) / (kappa + subjectOutWeight);
    return [{ ownEcho: actor.ownEcho, given, returned }];
  });
}

function readingOf(
  edges: readonly EngagerEdge[],
  { guess }: SubjectSample,
  acts: ActsOfSubject,
  actors: readonly ActorNode[],
): Omit<EngagerReading, "network" | "account_id" | "standing_weights"> {
  const count = (origin: ActorNode["origin"]) =>
    edges.filter(({ actor }) => actors[actor]!.origin === origin).length;
  return {
    acts,
    is_sample: Object.values(acts).some(({ read, counted }) => counted > read),
    people_read: edges.length,
    people_estimated: Math.round(guess.people),
    people_relative_error: guess.logDeviation,
    known_count: count("known"),
    estimated_count: count("estimated"),
    unread_count: count("unread"),
  };
}

async function writeRanks(
  engine: Engine,
  actors: readonly ActorNode[],
  subjects: ReadonlyMap<number, { readonly standing: number; readonly ownEcho: number }>,
): Promise<void> {
  const ranks = actors.map((actor, node) => subjects.get(node) ?? actor);
  await engine.createTableFromColumns("people_rank", {
    node_index: Uint32Array.from(ranks, (_, node) => node),
    standing: Float64Array.from(ranks, ({ standing }) => standing),
    own_echo: Float64Array.from(ranks, ({ ownEcho }) => ownEcho),
    people_rank: Float64Array.from(ranks, ({ standing, ownEcho }) =>
      Math.max(0, Math.log10(standing / (1 + ownEcho))),
    ),
  });
}

async function writeElsewhere(
  engine: Engine,
  actors: readonly ActorNode[],
  edges: readonly EngagerEdge[],
  outWeight: Float64Array,
  subjects: ReadonlySet<number>,
): Promise<void> {
  const bySubjects = new Uint32Array(actors.length);
  for (const { actor, knownReturnUnits } of edges) if (knownReturnUnits > 0) bySubjects[actor]!++;
  const nodes = actors.map((_, node) => node).filter(node => !subjects.has(node));
  await engine.createTableFromColumns("actors_elsewhere", {
    node_index: Uint32Array.from(nodes),
    people_acted_on_count: Uint32Array.from(nodes, node =>
      Math.max(1, Math.round(actors[node]!.peopleActedOnCount)),
    ),
    audience_count: Uint32Array.from(nodes, node =>
      Math.max(0, actors[node]!.audienceCount - bySubjects[node]!),
    ),
    given_units: BigInt64Array.from(nodes, node => BigInt(Math.round(outWeight[node]! * WEIGHT_UNITS))),
  });
}

async function writeSamples(
  engine: Engine,
  ofSubject: ReadonlyMap<number, readonly EngagerEdge[]>,
  samples: ReadonlyMap<number, SubjectSample>,
): Promise<void> {
  const rows = [...ofSubject].flatMap(([subject, edges]) =>
    edges.map(({ actor }, place) => ({ actor, subject, people: samples.get(subject)!.standsFor[place]! })),
  );
  const several = rows.filter(({ people }) => people > 1);
  await engine.createTableFromColumns("sampled_edges", {
    actor_index: Uint32Array.from(several, ({ actor }) => actor),
    target_index: Uint32Array.from(several, ({ subject }) => subject),
    people_units: BigInt64Array.from(several, ({ people }) => BigInt(Math.round(people * PEOPLE_UNITS))),
  });
}
