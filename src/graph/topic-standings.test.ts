import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildInEdgeGraph } from "./in-edge-graph.ts";
import { ownEcho } from "./own-echo.ts";
import { peopleRank, referenceKernel } from "./people-rank.ts";
import { type TopicEdges, type TopicMembers, topicStandings } from "./topic-standings.ts";

type Act = readonly [topic: number, source: number, target: number, weight: number, solePost?: number];
const options = { damping: 0.85, kappa: 0.5, tolerance: 1e-13, maxPasses: 2000 };

/** Edges and members as columns; everybody at an end of an edge takes part with `restartOf` their number. */
function toColumns(topicCount: number, acts: readonly Act[], restartOf = (_: number) => 1) {
  const sorted = acts.toSorted((a, b) => a[0] - b[0] || a[2] - b[2] || a[1] - b[1]);
  const ends = [
    ...new Set(sorted.flatMap(([topic, source, target]) => [source, target].map(n => topic * 1e6 + n))),
  ];
  ends.sort((a, b) => a - b);
  const offsetsOf = (topics: readonly number[]) =>
    Uint32Array.from({ length: topicCount + 1 }, (_, topic) => topics.filter(one => one < topic).length);
  const nodes = Uint32Array.from(ends, end => end % 1e6);
  const edges: TopicEdges = {
    offsets: offsetsOf(sorted.map(([topic]) => topic)),
    sources: Uint32Array.from(sorted, ([, source]) => source),
    targets: Uint32Array.from(sorted, ([, , target]) => target),
    weights: Float64Array.from(sorted, ([, , , weight]) => weight),
    solePosts: Float64Array.from(sorted, ([, , , , post]) => post ?? 0),
  };
  const members: TopicMembers = {
    offsets: offsetsOf(ends.map(end => Math.floor(end / 1e6))),
    nodes,
    restarts: Float64Array.from(nodes, restartOf),
  };
  return { edges, members };
}

/** What an actor does about anything: its acts about the topics and a part about nothing. */
function attentionOf(nodeCount: number, acts: readonly Act[], besides: number): Float64Array {
  const attention = new Float64Array(nodeCount).fill(besides);
  for (const [, source, , weight] of acts) attention[source]! += weight;
  return attention;
}

const anyActs = fc.integer({ min: 2, max: 9 }).chain(nodeCount =>
  fc.record({
    nodeCount: fc.constant(nodeCount),
    acts: fc
      .uniqueArray(
        fc.record({
          topic: fc.integer({ min: 0, max: 3 }),
          source: fc.integer({ min: 0, max: nodeCount - 1 }),
          target: fc.integer({ min: 0, max: nodeCount - 1 }),
          weight: fc.double({ min: 0.1, max: 5, noNaN: true }),
          post: fc.integer({ min: 0, max: 3 }),
        }),
        { maxLength: 40, selector: ({ topic, source, target }) => `${topic} ${source} ${target}` },
      )
      .map(list =>
        list
          .filter(({ source, target }) => source !== target)
          .map(({ topic, source, target, weight, post }): Act => [topic, source, target, weight, post]),
      ),
  }),
);

describe("standings of many topics at once", () => {
  it("are within 1e-9 those of one PeopleRank a topic over all nodes, where the rest of attention goes to nobody", () => {
    fc.assert(
      fc.property(anyActs, fc.constantFrom(0, 0.7, 3), ({ nodeCount, acts }, besides) => {
        const attention = attentionOf(nodeCount, acts, besides);
        const { edges, members } = toColumns(4, acts, node => (1 + node) / 10);
        const { standing, passed } = topicStandings(edges, members, attention, referenceKernel, options);
        for (let topic = 0; topic < 4; topic++) {
          const own = acts.filter(act => act[0] === topic);
          // One node more takes what each actor spends elsewhere, so that its row sums to its attention.
          const rest = Float64Array.from(attention);
          for (const [, source, , weight] of own) rest[source]! -= weight;
          const spent = [...rest.entries()].filter(([, left]) => left > 1e-9);
          const graph = buildInEdgeGraph(nodeCount + 1, {
            sources: Uint32Array.from([...own.map(act => act[1]), ...spent.map(([node]) => node)]),
            targets: Uint32Array.from([...own.map(act => act[2]), ...spent.map(() => nodeCount)]),
            weights: Float64Array.from([...own.map(act => act[3]), ...spent.map(([, left]) => left)]),
          });
          const restart = new Float64Array(nodeCount + 1);
          for (let m = members.offsets[topic]!; m < members.offsets[topic + 1]!; m++)
            restart[members.nodes[m]!] = members.restarts[m]!;
          if (own.length === 0) continue;
          const single = peopleRank(graph, { ...options, restart }).standing;
          const echo = ownEcho(graph, options);
          for (let m = members.offsets[topic]!; m < members.offsets[topic + 1]!; m++) {
            const node = members.nodes[m]!;
            expect(Math.abs(standing[m]! - single[node]!)).toBeLessThanOrEqual(1e-9 * single[node]!);
            const all = (single[node]! - restart[node]!) / (1 + echo[node]!);
            expect(passed[m]!).toBeLessThanOrEqual(all + 1e-9);
          }
        }
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it("pass nothing for one post, whoever and however many act on it", () => {
    const joke: Act[] = Array.from({ length: 500 }, (_, fan): Act => [0, fan + 1, 0, 1, 77]);
    const { edges, members } = toColumns(1, joke);
    const attention = attentionOf(501, joke, 0);
    const { standing, passed } = topicStandings(edges, members, attention, referenceKernel, options);
    // Each fan passes 0.85 x 1 / (0.5 + 1).
    expect(standing[0]).toBeCloseTo(1 + 500 * (0.85 / 1.5), 9);
    expect(passed[0]).toBeCloseTo(0, 9);
  });

  it("lose only the part that hangs on the post which takes most with it", () => {
    const acts: Act[] = [
      [0, 1, 0, 1, 7],
      [0, 2, 0, 1, 7],
      [0, 3, 0, 1, 8],
      [0, 4, 0, 1, 0],
    ];
    const { edges, members } = toColumns(1, acts);
    const { passed } = topicStandings(edges, members, attentionOf(5, acts, 0), referenceKernel, options);
    expect(passed[0]).toBeCloseTo(2 * (0.85 / 1.5), 9);
  });

  it("never fall for an account when somebody of whom nobody else depends acts on it more", () => {
    fc.assert(
      fc.property(
        anyActs,
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        ({ nodeCount, acts }, weight, post) => {
          // A newcomer, on whom nobody acts, turns to node 0.
          const more: Act[] = [...acts, [0, nodeCount, 0, weight, post]];
          const passedTo0 = (list: readonly Act[]) => {
            const { edges, members } = toColumns(4, list);
            const { passed } = topicStandings(
              edges,
              members,
              attentionOf(nodeCount + 1, list, 1),
              referenceKernel,
              options,
            );
            const at = members.nodes.subarray(0, members.offsets[1]).indexOf(0);
            return at < 0 ? 0 : passed[at]!;
          };
          expect(passedTo0(more)).toBeGreaterThanOrEqual(passedTo0(acts) - 1e-9);
        },
      ),
      { seed: 8, numRuns: 150 },
    );
  });

  it("do not depend on nodes and topics that they have no path to", () => {
    const acts: Act[] = [
      [0, 1, 0, 1],
      [0, 2, 1, 2],
    ];
    const alone = toColumns(1, acts);
    const crowd = toColumns(2, [...acts, [0, 8, 9, 3], [1, 1, 0, 4], [1, 7, 1, 4]]);
    const attention = Float64Array.from([0, 5, 2, 1, 1, 1, 1, 4, 3, 0]);
    const small = topicStandings(alone.edges, alone.members, attention, referenceKernel, options);
    const large = topicStandings(crowd.edges, crowd.members, attention, referenceKernel, options);
    expect([...large.passed.subarray(0, 3)]).toEqual([...small.passed]);
  });

  it("pass less of who acts on everything", () => {
    const acts: Act[] = [
      [0, 1, 0, 1],
      [0, 2, 3, 1],
    ];
    const { edges, members } = toColumns(1, acts);
    const attention = Float64Array.from([0, 1, 40, 0]);
    const { passed } = topicStandings(edges, members, attention, referenceKernel, options);
    expect(passed[0]).toBeCloseTo(0.85 / 1.5, 9);
    expect(passed[3]).toBeCloseTo(0.85 / 40.5, 9);
  });

  it("of no topics are none", () => {
    const { edges, members } = toColumns(0, []);
    const none = topicStandings(edges, members, new Float64Array(), referenceKernel, options);
    expect(none.standing).toHaveLength(0);
    expect(none.passes).toBe(0);
  });
});
