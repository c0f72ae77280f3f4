import { z } from "zod";
import { requireTopic } from "../../app/topics/find-topic.ts";
import { topicTopCsv, topicTopOf } from "../../app/topics/top-topic.ts";
import { askedFor } from "../problem.ts";
import { readingRoute } from "../route.ts";
import { limit, listNetwork, topicName } from "../schemas/parts.ts";
import { topicLeadersSchema } from "../schemas/topics.ts";

/** GET /topic-leaders: who moves people about a topic. */
export const topicLeadersRoute = readingRoute({
  name: "topicLeaders",
  path: "/topic-leaders",
  summary: "Who moves people about a topic",
  description:
    "Accounts by their expertise in the topic, ties told as in /top; at most 200 of a network are kept. Nobody is listed " +
    "under a sensitive topic.",
  query: z.object({ topic: topicName, network: listNetwork, limit: limit(200, 20) }),
  answer: topicLeadersSchema,
  read: async (view, { query }) => {
    const { network, limit } = query;
    const topic = await askedFor(async () => requireTopic(view.ontology, query.topic));
    const { basis } = view.reader.stamp;
    const top = await topicTopOf(view.reader, view.ontology, topic, {
      limit,
      ...(network !== undefined && { network }),
    });
    return { ...top, basis };
  },
  csv: topicTopCsv,
});
