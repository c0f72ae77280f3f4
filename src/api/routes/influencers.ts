import { peopleRoute } from "../people-route.ts";

/** GET /influencers/{handle}: who moves an account. */
export const influencersRoute = peopleRoute({
  name: "influencers",
  side: "moved_by",
  summary: "Who moves an account: the people whose posts it acts on",
});
