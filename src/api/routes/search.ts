import { z } from "zod";
import { servedSearch } from "../../app/serving/served-search.ts";
import { searchCsv } from "../csv/list-csv.ts";
import { readingRoute } from "../route.ts";
import { searchSchema } from "../schemas/answers.ts";
import { limit } from "../schemas/parts.ts";

const LENGTH = 100;
const SAYS = `The beginning of a handle or name, 1 to ${LENGTH} printable characters.`;

/** GET /search: accounts by the beginning of their handle or name. */
export const searchRoute = readingRoute({
  name: "search",
  path: "/search",
  summary: "Accounts whose handle or name begins with a text",
  description: "Case is ignored, the highest score first.",
  query: z.object({
    q: z
      .string({ error: SAYS })
      .trim()
      .min(1, SAYS)
      .max(LENGTH, SAYS)
      .refine(text => !/\p{Cc}/u.test(text), SAYS)
      .describe(SAYS)
      .meta({ example: "may" }),
    limit: limit(50, 10),
  }),
  answer: searchSchema,
  read: (view, { query: { q, limit } }) => servedSearch(view, q, limit),
  csv: searchCsv,
});
