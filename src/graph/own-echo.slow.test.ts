import { describe, expect, it } from "vitest";
import { type Edge, toGraph } from "../../test/support/graph-cases.ts";
import { seededRandom } from "../../test/support/random-graphs.ts";
import { ownEcho, paidStanding, toPeopleRank } from "./own-echo.ts";
import { peopleRank } from "./people-rank.ts";

const NODE_COUNT = 3000;
const SAMPLE_COUNT = 50;
const options = { damping: 0.85, kappa: 1, restart: null, tolerance: 1e-9, maxPasses: 1000 };

/** Edges that add up by pair. */
class PairWeights {
  private readonly weights = new Map<number, number>();
  constructor(edges: readonly Edge[] = []) {
    for (const [source, target, weight] of edges) this.add(source, target, weight);
  }
  add(source: number, target: number, weight: number): void {
    const key = source * NODE_COUNT + target;
    if (source !== target) this.weights.set(key, weight + (this.weights.get(key) ?? 0));
  }
  toEdges(): Edge[] {
    return [...this.weights].map(([key, weight]) => [Math.floor(key / NODE_COUNT), key % NODE_COUNT, weight]);
  }
}

type Draw = () => number;
const anyNode = (draw: Draw): number => Math.floor(draw() * NODE_COUNT);
const anyWeight = (draw: Draw): number => Math.log1p(8 * draw() ** 3);

/** About ten targets each, anywhere. */
function uniformEdges(draw: Draw): Edge[] {
  const pairs = new PairWeights();
  for (let act = 0; act < 10 * NODE_COUNT; act++) pairs.add(anyNode(draw), anyNode(draw), anyWeight(draw));
  return pairs.toEdges();
}

/** Newcomers act on earlier accounts in proportion to what those received; three in ten acts are answered. */
function preferentialEdges(draw: Draw): Edge[] {
  const pairs = new PairWeights();
  const received = [0];
  for (let node = 1; node < NODE_COUNT; node++)
    for (let act = 0; act < 8; act++) {
      const target =
        draw() < 0.2 ? Math.floor(draw() * node) : received[Math.floor(draw() * received.length)]!;
      pairs.add(node, target, anyWeight(draw));
      if (draw() < 0.3) pairs.add(target, node, anyWeight(draw));
      received.push(target);
    }
  return pairs.toEdges();
}

/** A ring in which each acts mutually with its five nearest on both sides, one edge in ten led elsewhere. */
function smallWorldEdges(draw: Draw): Edge[] {
  const pairs = new PairWeights();
  for (let node = 0; node < NODE_COUNT; node++)
    for (let step = 1; step <= 5; step++) {
      const other = draw() < 0.1 ? anyNode(draw) : (node + step) % NODE_COUNT;
      pairs.add(node, other, anyWeight(draw));
      pairs.add(other, node, anyWeight(draw));
    }
  return pairs.toEdges();
}

/** Closed circles of ten in which everybody acts on everybody and on nobody else. */
function circleEdges(draw: Draw): Edge[] {
  const pairs = new PairWeights();
  for (let node = 0; node < NODE_COUNT; node++)
    for (let step = 0; step < 10; step++) pairs.add(node, node - (node % 10) + step, anyWeight(draw));
  return pairs.toEdges();
}

function peopleRankOf(edges: readonly Edge[]): Float64Array {
  const graph = toGraph(NODE_COUNT, edges);
  return toPeopleRank(paidStanding(peopleRank(graph, options).standing, ownEcho(graph, options)));
}

/** Change of people_rank of each sampled account when, for it alone, `extra` acts are added to the edges. */
function changesBy(
  edges: readonly Edge[],
  sample: readonly number[],
  extra: (account: number) => readonly Edge[],
): number[] {
  const before = peopleRankOf(edges);
  return sample.map(account => {
    const pairs = new PairWeights(edges);
    for (const [source, target, weight] of extra(account)) pairs.add(source, target, weight);
    return peopleRankOf(pairs.toEdges())[account]! - before[account]!;
  });
}

/** How much higher people_rank is than without any return: log10 of true G_ii over 1 + own echo. */
function overpayments(edges: readonly Edge[], sample: readonly number[]): number[] {
  const graph = toGraph(NODE_COUNT, edges);
  const echo = ownEcho(graph, options);
  return sample.map(account => {
    const restart = new Float64Array(NODE_COUNT);
    restart[account] = 1;
    const returned = peopleRank(graph, { ...options, restart }).standing[account]!;
    return Math.log10(returned / (1 + echo[account]!));
  });
}

const range = (values: readonly number[]): string =>
  `${Math.min(...values).toFixed(4)} to ${Math.max(...values).toFixed(4)}`;

describe("people_rank on graphs with longer cycles", () => {
  it.each([
    { name: "uniform", draw: uniformEdges, bound: 0.005 },
    { name: "preferential attachment, 30 % answered", draw: preferentialEdges, bound: 0.005 },
    { name: "small world, mutual", draw: smallWorldEdges, bound: 0.06 },
    { name: "closed circles of ten", draw: circleEdges, bound: 0.12 },
  ])(
    "moves by own acts, and falls by acts received, no more than documented: $name",
    ({ name, draw, bound }) => {
      const random = seededRandom(5);
      const edges = draw(random);
      const sample = Array.from({ length: SAMPLE_COUNT }, () => anyNode(random));
      const over = overpayments(edges, sample).sort((a, b) => a - b);
      const toStrangers = changesBy(edges, sample, account =>
        Array.from({ length: 20 }, (): Edge => [account, anyNode(random), 1]),
      );
      const toFans = changesBy(edges, sample, account =>
        edges.filter(([, target]) => target === account).map(([fan]): Edge => [account, fan, 1]),
      );
      const answered = changesBy(edges, sample, account => {
        const friend = edges.find(([source]) => source === account);
        return friend ? [[friend[1], account, 1]] : [];
      });
      console.log(
        `${name}: overpaid median ${over[SAMPLE_COUNT / 2]!.toFixed(4)}, ${range(over)};`,
        `20 strangers ${range(toStrangers)}; all fans ${range(toFans)}; one answer ${range(answered)}`,
      );
      expect(over[0]!).toBeGreaterThan(-1e-6);
      expect(over.at(-1)!).toBeLessThan(bound);
      expect(Math.min(...toStrangers, ...toFans, ...answered)).toBeGreaterThan(-bound);
      expect(Math.max(...toStrangers, ...toFans)).toBeLessThan(bound);
    },
  );
});
