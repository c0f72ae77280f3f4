import { z } from "zod";
import { peopleOfLocated } from "../app/people-around.ts";
import { ownScoreOf } from "../app/serving/own-score.ts";
import { withRanges } from "../app/serving/people-with-range.ts";
import { peopleCsv } from "./csv/around-csv.ts";
import { readHandle } from "./read-input.ts";
import { type ApiRoute, readingRoute } from "./route.ts";
import { handleNetwork, limit } from "./schemas/parts.ts";
import { peopleAroundSchema } from "./schemas/people.ts";

/** The route of the people on one side of an account: `moved_by` move it, `moves` are moved by it. */
export function peopleRoute(options: {
  readonly name: "influencers" | "influencees";
  readonly side: "moved_by" | "moves";
  readonly summary: string;
}): ApiRoute {
  const { name, side, summary } = options;
  return readingRoute({
    name,
    path: `/${name}/{handle}`,
    summary,
    description: "The weightiest first, each with the own score and its range.",
    query: z.object({ network: handleNetwork, limit: limit(100, 10) }),
    answer: peopleAroundSchema,
    read: async (view, { handle, query }) => {
      const located = await view.locate(await readHandle(handle, query.network));
      const answer = await peopleOfLocated(located, side, query.limit);
      return { ...(await withRanges(answer, located, view.model)), ...ownScoreOf(located, view.model) };
    },
    csv: peopleCsv,
  });
}
