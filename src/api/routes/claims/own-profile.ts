import { toSnakeKeys } from "../../../lib/snake-keys.ts";
import { ownExportSchema, ownProfileSchema, statementSchema } from "../../schemas/claims.ts";
import { forgottenSchema } from "../../schemas/jobs.ts";
import { ownRoute } from "./claim-route.ts";

/** GET /me: the claimed account as its owner sees it. */
export const ownProfileRoute = ownRoute(
  {
    method: "get",
    path: "/me",
    name: "ownProfile",
    summary: "The account that the session is of",
    description: "How it was proven, what its owner says and whether it is hidden.",
    answer: ownProfileSchema,
  },
  async ({ desk, owner }) => desk.profile(owner),
);

/** DELETE /me: erases the account everywhere and keeps it out. */
export const forgetOwnRoute = ownRoute(
  {
    method: "delete",
    path: "/me",
    name: "forgetOwn",
    summary: "Erase the account everywhere, for good",
    description: "Lake, snapshots, histories, caches and the claim itself; a salted tombstone keeps it out.",
    answer: forgottenSchema,
  },
  async ({ desk, owner }) => toSnakeKeys(await desk.forget(owner)) as object,
);

/** PUT /me/statement: the owner's own words above the number. */
export const ownStatementRoute = ownRoute(
  {
    method: "put",
    path: "/me/statement",
    name: "ownStatement",
    summary: "Say something above the number",
    description: "Plain text of up to 500 characters, escaped wherever it is shown; null takes it away.",
    body: statementSchema,
    answer: ownProfileSchema,
  },
  async ({ desk, owner, body }) => desk.setStatement(owner, body.statement),
);

const hiding = (isHidden: boolean) =>
  ownRoute(
    {
      method: "post",
      path: isHidden ? "/me/hide" : "/me/show",
      name: isHidden ? "hideOwn" : "showOwn",
      summary: isHidden ? "Be named nowhere" : "Be named again",
      description: isHidden
        ? "From the next request on; the account is counted and not named. Nothing is erased."
        : "From the next request on, where the service may name it.",
      answer: ownProfileSchema,
    },
    async ({ desk, owner }) => desk.setHidden(owner, isHidden),
  );

/** POST /me/hide: the account is named nowhere. */
export const hideOwnRoute = hiding(true);
/** POST /me/show: it is named again. */
export const showOwnRoute = hiding(false);

/** GET /me/export: everything held about the account. */
export const ownExportRoute = ownRoute(
  {
    method: "get",
    path: "/me/export",
    name: "ownExport",
    summary: "Everything held about the account",
    description: "Rows of every table, features, published scores, claim and disputes.",
    answer: ownExportSchema,
  },
  async ({ desk, owner }) => desk.export(owner),
);

/** DELETE /me/session: ends the sessions of the account. */
export const endSessionRoute = ownRoute(
  {
    method: "delete",
    path: "/me/session",
    name: "endSession",
    summary: "End the session",
    description: "Every session token of the account ends.",
  },
  async ({ desk, owner }) => {
    desk.signOut(owner);
    return null;
  },
);
