import { sessionSchema } from "../../schemas/claims.ts";
import { claimRoute } from "./claim-route.ts";

/** POST /claims/{id}/verify: a session when the claim is proven. */
export const verifyClaimRoute = claimRoute(
  {
    method: "post",
    path: "/claims/{id}/verify",
    name: "verifyClaim",
    summary: "Have the proof of a claim checked",
    description:
      "The newest profile of that very account must hold the token; on the owner's own machine an imported export of the " +
      "account will do; or an operator key vouches. A claim proves once, and ends earlier sessions of the account.",
    answer: sessionSchema,
    status: 201,
    problems: ["no-proof", "claim-not-valid", "key-unknown"],
  },
  async ({ desk, context }) =>
    desk.verify(context.req.param("id") ?? "", {
      isOperator: context.get("callerKey")?.is_operator === true,
    }),
);
