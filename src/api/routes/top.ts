import { z } from "zod";
import { servedTop } from "../../app/serving/served-top.ts";
import { topPageCsv } from "../csv/list-csv.ts";
import { askedFor } from "../problem.ts";
import { readingRoute } from "../route.ts";
import { topSchema } from "../schemas/answers.ts";
import { limit, listNetwork } from "../schemas/parts.ts";

/** GET /top: the leaderboard, page by page. */
export const topRoute = readingRoute({
  name: "top",
  path: "/top",
  summary: "The highest scores",
  description:
    "People and organisations with all their networks, or the accounts of one network. Ties are told: each of a tied " +
    "group is less than 90 % sure to be below its first. Go on with next_cursor, or the Link header; a cursor is good " +
    "until the next snapshot.",
  query: z.object({
    network: listNetwork,
    limit: limit(100, 20),
    cursor: z
      .string()
      .max(2_000, "Take next_cursor of the page before.")
      .optional()
      .describe("next_cursor of the page before."),
  }),
  answer: topSchema,
  problems: ["stale-cursor"],
  read: (view, { query: { network, cursor, limit } }) =>
    askedFor(() =>
      servedTop(view, {
        limit,
        ...(network !== undefined && { network }),
        ...(cursor !== undefined && { cursor }),
      }),
    ),
  csv: topPageCsv,
  nextPage: ({ next_cursor }, url) => {
    if (next_cursor === null) return null;
    const next = new URLSearchParams(url.search);
    next.set("cursor", next_cursor);
    return `${url.pathname}?${next}`;
  },
});
