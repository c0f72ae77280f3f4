import { describe, expect, it } from "vitest";
import { seededRandom } from "../../lib/metrics/seeded-random.ts";
import { ATTACKS } from "./attack-list.ts";
import type { Scene, SceneAccount } from "./scene.ts";

const END_MS = Date.parse("2026-10-31T00:00:00Z");
const someone = (name: string): SceneAccount => ({
  accountId: name,
  posts: [{ postId: `${name}-post`, postedMs: END_MS - 40 * 86_400_000 }],
});
const sceneOf = (seed: number): Scene => ({
  network: "x",
  idStart: "attack",
  endMs: END_MS,
  days: 90,
  buyer: someone("buyer"),
  peers: Array.from({ length: 199 }, (_, place) => someone(`peer${place}`)),
  celebrities: Array.from({ length: 50 }, (_, place) => someone(`celebrity${place}`)),
  random: seededRandom(seed),
});
const named = (name: string) => ATTACKS.find(attack => attack.name === name)!;

describe.each(ATTACKS)("the attack $name", ({ plan }) => {
  it("is the same for the same seed, keeps to the window and never acts before a post", () => {
    const rows = plan(sceneOf(1));
    expect(plan(sceneOf(1))).toEqual(rows);
    const times = rows.interactions.map(({ acted_at }) => Date.parse(acted_at!));
    expect(times.every(time => time < END_MS && time >= END_MS - 61 * 86_400_000)).toBe(true);
    expect(
      rows.interactions.every(
        ({ post_id }, index) => post_id === null || times[index]! >= END_MS - 40 * 86_400_000,
      ),
    ).toBe(true);
    expect(new Set(rows.interactions.map(({ interaction_id }) => interaction_id)).size).toBe(times.length);
  });
});

it("buys 10,000 followers that do nothing but follow, and shows them in the profile", () => {
  const rows = named("bought_followers_fresh").plan(sceneOf(1));
  expect(rows.interactions).toHaveLength(10_000);
  expect(rows.interactions.every(({ kind }) => kind === "follow")).toBe(true);
  expect(rows.followersGained.get("buyer")).toBe(10_000);
});

it("lets every member of a pod act on every other one, and nobody of a one-way ring be acted back on", () => {
  const pairs = (name: string) =>
    new Set(
      named(name)
        .plan(sceneOf(1))
        .interactions.map(({ actor_id, target_id }) => `${actor_id} ${target_id}`),
    );
  expect(pairs("pod_50").size).toBe(50 * 49);
  const ring = pairs("one_way_ring_50");
  expect(ring.size).toBe(50 * 24);
  expect([...ring].some(pair => ring.has(pair.split(" ").reverse().join(" ")))).toBe(false);
});

it("undoes every follow of the churner, of whom one in twenty strangers follows back", () => {
  const { interactions, removals, followersGained } = named("follow_churn").plan(sceneOf(1));
  const own = interactions.filter(({ actor_id }) => actor_id === "buyer");
  expect(removals.map(({ subject_id }) => subject_id)).toEqual(
    own.map(({ interaction_id }) => interaction_id),
  );
  expect(followersGained.get("buyer")).toBe(interactions.length - own.length);
});
