import { z } from "zod";
import { explainTopicOfLocated } from "../../app/topics/explain-topic.ts";
import { requireTopic } from "../../app/topics/find-topic.ts";
import { askedFor } from "../problem.ts";
import { readHandle } from "../read-input.ts";
import { readingRoute } from "../route.ts";
import { handleNetwork, topicName } from "../schemas/parts.ts";
import { topicEvidenceSchema } from "../schemas/topics.ts";

/** GET /topics/{handle}/evidence: the posts and people behind one topic of an account. */
export const topicEvidenceRoute = readingRoute({
  name: "topicEvidence",
  path: "/topics/{handle}/evidence",
  summary: "The posts and people behind one topic of an account",
  description: "At most five of each, the strongest first.",
  query: z.object({ topic: topicName, network: handleNetwork }),
  answer: topicEvidenceSchema,
  read: async (view, { handle, query }) => {
    const topic = await askedFor(async () => requireTopic(view.ontology, query.topic));
    const located = await view.locate(await readHandle(handle, query.network));
    return explainTopicOfLocated(located, view.ontology, topic);
  },
});
