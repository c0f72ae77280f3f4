import { claimAskedSchema, claimSchema } from "../../schemas/claims.ts";
import { claimRoute } from "./claim-route.ts";

/** POST /claims: what to do to prove that an account is one's own. */
export const beginClaimRoute = claimRoute(
  {
    method: "post",
    path: "/claims",
    name: "beginClaim",
    summary: "Begin to claim an account",
    description:
      "Answers a token for the profile of the account and the ways to prove it. The answer is the same whether the " +
      "account is known here or not, and nothing is stored.",
    body: claimAskedSchema,
    answer: claimSchema,
    status: 201,
  },
  async ({ desk, body }) => desk.begin(body.handle, body.network),
);
