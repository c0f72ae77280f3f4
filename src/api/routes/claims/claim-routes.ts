import type { ApiRoute } from "../../route.ts";
import { beginClaimRoute } from "./begin-claim.ts";
import { disputeRoute, ownDisputesRoute, withdrawDisputeRoute } from "./own-disputes.ts";
import {
  endSessionRoute,
  forgetOwnRoute,
  hideOwnRoute,
  ownExportRoute,
  ownProfileRoute,
  ownStatementRoute,
  showOwnRoute,
} from "./own-profile.ts";
import { verifyClaimRoute } from "./verify-claim.ts";

/** Every route of claims, in the order of the reference page. */
export const CLAIM_ROUTES: readonly ApiRoute[] = [
  beginClaimRoute,
  verifyClaimRoute,
  ownProfileRoute,
  ownStatementRoute,
  hideOwnRoute,
  showOwnRoute,
  ownExportRoute,
  ownDisputesRoute,
  disputeRoute,
  withdrawDisputeRoute,
  endSessionRoute,
  forgetOwnRoute,
];
