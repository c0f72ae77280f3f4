import { z } from "zod";
import { targetSchema } from "./coverage-report.ts";
import { figure } from "./result-parts.ts";

/** What `renown evaluate topic-experts` answers. */
export const topicExpertsSchema = z.object({
  suite: z.literal("topic-experts"),
  model: z.string(),
  seed: z.int(),
  tagger: z.string(),
  population: z.object({
    topicsCount: z.int(),
    peopleCount: z.int(),
    expertsPerTopic: z.int(),
    jokesCount: z.int(),
    celebritiesCount: z.int(),
    posts: z.int(),
    acts: z.int(),
  }),
  /** Mean over topics, gains are the planted grades 1 to 3. */
  experts_ndcg_at_20: figure,
  /** The same where accounts are ordered by simpler measures. */
  experts_ndcg_at_20_of_baselines: z.object({
    acts_in_topic: figure,
    people_in_topic: figure,
    people_rank: figure,
  }),
  joke_people: z.int(),
  /** Share of them to whom the joke's topic is attached as one they move people about. */
  joke_leak_share: figure,
  joke_people_in_top_20: z.int(),
  targets: z.array(targetSchema),
});

export type TopicExpertsResult = z.infer<typeof topicExpertsSchema>;
