import { z } from "zod";
import { servedHistory } from "../../app/serving/served-history.ts";
import { historyCsv } from "../csv/list-csv.ts";
import { readHandle } from "../read-input.ts";
import { readingRoute } from "../route.ts";
import { historySchema } from "../schemas/answers.ts";
import { handleNetwork } from "../schemas/parts.ts";

/** GET /history/{handle}: every published score. */
export const historyRoute = readingRoute({
  name: "history",
  path: "/history/{handle}",
  summary: "Every published score of an account, oldest first",
  description:
    "As it was published, each with its own model. Past scores of an account that opted out of discovery are not shown.",
  query: z.object({ network: handleNetwork }),
  answer: historySchema,
  read: async (view, { handle, query }) =>
    servedHistory(view, await view.locate(await readHandle(handle, query.network))),
  csv: historyCsv,
});
