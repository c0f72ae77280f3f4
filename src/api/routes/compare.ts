import { z } from "zod";
import { compareLocated } from "../../app/compare-handles.ts";
import { comparisonSentences } from "../../app/comparison-sentences.ts";
import type { Located } from "../../app/locate-account.ts";
import { scoresCsv } from "../csv/score-csv.ts";
import { askedFor } from "../problem.ts";
import { readHandle } from "../read-input.ts";
import { readingRoute } from "../route.ts";
import { comparisonSchema } from "../schemas/answers.ts";
import { handleNetwork } from "../schemas/parts.ts";

const MOST = 10;
const SAYS = `From 2 to ${MOST} handles with commas between them.`;
const RANK_COLUMNS = ["rank", "tied_from", "tied_to"] as const;

const handles = z
  .string({ error: SAYS })
  .describe(SAYS)
  .meta({ example: "x:@maya_rivers,x:@omar_chen" })
  .transform(text => text.split(",").map(handle => handle.trim()))
  .refine(all => all.length >= 2 && all.length <= MOST && all.every(handle => handle !== ""), SAYS);

/** GET /compare: accounts side by side, and how sure their order is. */
export const compareRoute = readingRoute({
  name: "compare",
  path: "/compare",
  summary: "Accounts side by side, and how sure their order is",
  description:
    "In the order asked, never sorted by score. Every pair has the probability that the first is truly above the " +
    "second; under 90 % they are tied.",
  query: z.object({ handles, network: handleNetwork }),
  answer: comparisonSchema,
  problems: ["unknown-handle"],
  read: async (view, { query }) => {
    const located: Located[] = [];
    for (const handle of query.handles)
      located.push(await view.locate(await readHandle(handle, query.network)));
    const comparison = await askedFor(() => compareLocated(located, view.model.id));
    return { ...comparison, sentences: comparisonSentences(comparison) };
  },
  csv: ({ accounts, ranking }) => {
    const rows = accounts.map(({ handle }) => {
      const place = ranking.find(one => one.handle === handle);
      return Object.fromEntries(RANK_COLUMNS.map(column => [column, place?.[column] ?? null]));
    });
    return scoresCsv(accounts, { columns: RANK_COLUMNS, rows });
  },
});
