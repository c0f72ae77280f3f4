import { z } from "zod";
import { topicLines } from "../../app/topics/search-topics.ts";
import { totalsById } from "../../app/topics/topic-answer.ts";
import { readingRoute } from "../route.ts";
import { topicName } from "../schemas/parts.ts";
import { topicListSchema } from "../schemas/topics.ts";

/** GET /topics: topics that can be asked for. */
export const topicListRoute = readingRoute({
  name: "topicList",
  path: "/topics",
  summary: "Topics by a text, or every area",
  description: "With how much is said about each, nobody by name.",
  query: z.object({ search: topicName.optional() }),
  answer: topicListSchema,
  read: async ({ reader, ontology }, { query }) =>
    topicLines(
      ontology,
      query.search ?? null,
      reader.hasTopics ? totalsById(await reader.topicTotals()) : null,
    ),
});
