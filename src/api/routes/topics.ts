import { z } from "zod";
import { topicsOfLocated } from "../../app/topics/topics-of-handle.ts";
import { topicsCsv } from "../csv/topics-csv.ts";
import { readHandle } from "../read-input.ts";
import { readingRoute } from "../route.ts";
import { handleNetwork } from "../schemas/parts.ts";
import { topicsSchema } from "../schemas/topics.ts";

/** GET /topics/{handle}: what an account is influential about. */
export const topicsRoute = readingRoute({
  name: "topics",
  path: "/topics/{handle}",
  summary: "What an account is influential about, and what it only follows",
  description:
    "A topic needs repeated evidence from several people and days. Sensitive topics, and those that the person hid or " +
    "disputed, are never listed. As CSV: one line a topic, areas left out.",
  query: z.object({ network: handleNetwork }),
  answer: topicsSchema,
  csv: topicsCsv,
  read: async (view, { handle, query }) =>
    topicsOfLocated(await view.locate(await readHandle(handle, query.network)), view.ontology),
});
