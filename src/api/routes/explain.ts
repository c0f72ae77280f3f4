import { z } from "zod";
import { explainLocated } from "../../app/explain-located.ts";
import { contributionsCsv } from "../csv/score-csv.ts";
import { readHandle } from "../read-input.ts";
import { readingRoute } from "../route.ts";
import { explanationSchema } from "../schemas/answers.ts";
import { handleNetwork, limit } from "../schemas/parts.ts";

/** GET /explain/{handle}: every contribution, and the people and posts behind it. */
export const explainRoute = readingRoute({
  name: "explain",
  path: "/explain/{handle}",
  summary: "Why an account scores as it does",
  description:
    "The score with every contribution, the people and posts behind it, and what is shown beside it. As CSV: one line " +
    "a contribution.",
  query: z.object({ network: handleNetwork, limit: limit(100, 10) }),
  answer: explanationSchema,
  read: async (view, { handle, query }) => {
    const located = await view.locate(await readHandle(handle, query.network));
    return explainLocated(located, view.model, query.limit);
  },
  csv: contributionsCsv,
});
