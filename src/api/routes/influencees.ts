import { peopleRoute } from "../people-route.ts";

/** GET /influencees/{handle}: whom an account moves. */
export const influenceesRoute = peopleRoute({
  name: "influencees",
  side: "moves",
  summary: "Whom an account moves: the people who act on its posts",
});
