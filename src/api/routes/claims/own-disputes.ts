import { ApiProblem } from "../../problem.ts";
import { disputeAskedSchema, disputesSchema, newDisputeSchema } from "../../schemas/claims.ts";
import { ownRoute } from "./claim-route.ts";

/** GET /me/disputes: what the owner disputes. */
export const ownDisputesRoute = ownRoute(
  {
    method: "get",
    path: "/me/disputes",
    name: "ownDisputes",
    summary: "What the owner disputes",
    description: "Oldest first.",
    answer: disputesSchema,
  },
  async ({ desk, owner }) => ({ disputes: desk.disputes(owner) }),
);

/** POST /me/disputes: says that a topic, link or event is wrong. */
export const disputeRoute = ownRoute(
  {
    method: "post",
    path: "/me/disputes",
    name: "dispute",
    summary: "Dispute a topic, a link or an event",
    description:
      "A link is left out of the next run until it is proven anew; an act that somebody else did to the account is left " +
      "out, which can only lower its score or leave it. Topics, own acts and posts are marked and kept.",
    body: disputeAskedSchema,
    answer: newDisputeSchema,
    status: 201,
  },
  async ({ desk, owner, body }) => desk.dispute(owner, body),
);

/** DELETE /me/disputes/{id}: takes a dispute back. */
export const withdrawDisputeRoute = ownRoute(
  {
    method: "delete",
    path: "/me/disputes/{id}",
    name: "withdrawDispute",
    summary: "Take a dispute back",
    description: "The next run uses what was disputed again.",
    problems: ["unknown-dispute"],
  },
  async ({ desk, owner, context }) => {
    if (!desk.withdraw(owner, context.req.param("id") ?? ""))
      throw new ApiProblem("unknown-dispute", "GET /api/v1/me/disputes lists yours.");
    return null;
  },
);
