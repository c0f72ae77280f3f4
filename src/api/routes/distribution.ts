import { z } from "zod";
import { servedDistribution } from "../../app/serving/served-distribution.ts";
import { distributionCsv } from "../csv/list-csv.ts";
import { readingRoute } from "../route.ts";
import { distributionSchema } from "../schemas/answers.ts";
import { listNetwork } from "../schemas/parts.ts";

/** GET /distribution: how scores are spread. */
export const distributionRoute = readingRoute({
  name: "distribution",
  path: "/distribution",
  summary: "How scores are spread: from score to percentile",
  description: "Among all that are ranked here: people over all networks, or the accounts of one network.",
  query: z.object({ network: listNetwork }),
  answer: distributionSchema,
  read: (view, { query }) => servedDistribution(view, query.network ?? null),
  csv: distributionCsv,
});
