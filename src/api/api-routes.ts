import type { ApiRoute } from "./route.ts";
import { CLAIM_ROUTES } from "./routes/claims/claim-routes.ts";
import { compareRoute } from "./routes/compare.ts";
import { distributionRoute } from "./routes/distribution.ts";
import { explainRoute } from "./routes/explain.ts";
import { forgetRoute } from "./routes/forget.ts";
import { historyRoute } from "./routes/history.ts";
import { influenceesRoute } from "./routes/influencees.ts";
import { influencersRoute } from "./routes/influencers.ts";
import { jobRoute } from "./routes/job.ts";
import { jobEventsRoute } from "./routes/job-events.ts";
import { methodologyRoute } from "./routes/methodology.ts";
import { momentsRoute } from "./routes/moments.ts";
import { scoreRoute } from "./routes/score.ts";
import { searchRoute } from "./routes/search.ts";
import { topRoute } from "./routes/top.ts";
import { topicEvidenceRoute } from "./routes/topic-evidence.ts";
import { topicLeadersRoute } from "./routes/topic-leaders.ts";
import { topicListRoute } from "./routes/topic-list.ts";
import { topicsRoute } from "./routes/topics.ts";

/** Every route of the API, in the order of the reference page. */
export const API_ROUTES: readonly ApiRoute[] = [
  scoreRoute,
  explainRoute,
  historyRoute,
  momentsRoute,
  influencersRoute,
  influenceesRoute,
  compareRoute,
  topRoute,
  topicsRoute,
  topicEvidenceRoute,
  topicLeadersRoute,
  topicListRoute,
  searchRoute,
  distributionRoute,
  methodologyRoute,
  jobRoute,
  jobEventsRoute,
  forgetRoute,
  ...CLAIM_ROUTES,
];
