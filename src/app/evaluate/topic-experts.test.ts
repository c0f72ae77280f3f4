import { describe, expect, it } from "vitest";
import { DEFAULT_END_AT } from "../../simulator/options.ts";
import { plantTopics } from "../../simulator/planted-topics.ts";
import { DEFAULT_MODEL_ID, loadModel } from "../load-model.ts";
import { builtInOntology } from "../topics/built-in-ontology.ts";
import { topicKnowledge } from "../topics/ontology-in-use.ts";
import { plantableTopics } from "./plantable-topics.ts";
import { evaluateTopicExperts } from "./topic-experts.ts";
import { topicExpertsSchema } from "./topic-experts-result.ts";

const population = {
  topicsCount: 8,
  peopleCount: 800,
  expertsPerTopic: 12,
  jokesCount: 60,
  celebritiesCount: 6,
} as const;

describe("planted experts", () => {
  it("lead their topics before celebrities and people of one joke, who get no topic from it", async () => {
    const result = await evaluateTopicExperts({
      model: loadModel(DEFAULT_MODEL_ID),
      modelId: DEFAULT_MODEL_ID,
      seed: 5,
      population,
    });
    expect(topicExpertsSchema.strict().parse(result)).toEqual(result);
    expect(result.experts_ndcg_at_20!).toBeGreaterThan(0.9);
    const { acts_in_topic, people_in_topic, people_rank } = result.experts_ndcg_at_20_of_baselines;
    for (const simpler of [acts_in_topic, people_in_topic, people_rank])
      expect(result.experts_ndcg_at_20! - simpler!).toBeGreaterThan(0.2);
    expect(result.joke_people).toBe(60);
    expect(result.joke_leak_share! * 60).toBeLessThanOrEqual(1);
  });

  it("are the same for the same seed, and every act answers a post of somebody else", () => {
    const topics = plantableTopics(topicKnowledge(builtInOntology()), 8);
    expect(topics).toHaveLength(8);
    const { topicsCount: _, ...sizes } = population;
    const [one, again] = [1, 2].map(() => plantTopics({ ...sizes, seed: 5, topics, endAt: DEFAULT_END_AT }));
    expect(again).toEqual(one);
    expect(plantTopics({ ...sizes, seed: 6, topics, endAt: DEFAULT_END_AT })).not.toEqual(one);
    const authorOf = new Map(one!.posts.map(({ postId, authorId }) => [postId, authorId]));
    for (const { actorId, targetId, postId, actedAt } of one!.acts) {
      expect(authorOf.get(postId)).toBe(targetId);
      expect(actorId).not.toBe(targetId);
      expect(actedAt < DEFAULT_END_AT).toBe(true);
    }
    expect(new Set(one!.posts.map(({ postId }) => postId)).size).toBe(one!.posts.length);
  });
});
