import { z } from "zod";
import { momentsOfLocated } from "../../app/people-around.ts";
import { ownScoreOf } from "../../app/serving/own-score.ts";
import { momentsCsv } from "../csv/around-csv.ts";
import { readHandle } from "../read-input.ts";
import { readingRoute } from "../route.ts";
import { handleNetwork, limit } from "../schemas/parts.ts";
import { momentsSchema } from "../schemas/people.ts";

/** GET /moments/{handle}: the posts that drew most. */
export const momentsRoute = readingRoute({
  name: "moments",
  path: "/moments/{handle}",
  summary: "The posts of the last 90 days that drew most, and who reacted",
  description: "At most 20 are kept of an account.",
  query: z.object({ network: handleNetwork, limit: limit(20, 10) }),
  answer: momentsSchema,
  read: async (view, { handle, query }) => {
    const located = await view.locate(await readHandle(handle, query.network));
    return { ...(await momentsOfLocated(located, query.limit)), ...ownScoreOf(located, view.model) };
  },
  csv: momentsCsv,
});
