import { sqlLiteral } from "../../lib/sql-text.ts";
import { numberOf, textOf } from "../../snapshot/cells.ts";
import { findInLake, type LakeAccount } from "../../snapshot/find-in-lake.ts";
import type { LakeSession } from "../lake-session.ts";
import type { BegunClaim } from "./claim-token.ts";
import { holdsWord } from "./profile-word.ts";

/** How control was proven: the owner's export stands in a lake on the owner's machine, the token stood in the profile,
 *  or the operator vouched. */
export type ClaimProof = "export" | "bio_token" | "operator";

/** Who checks a proof. */
export interface Prover {
  /** With an operator's key, or at the command line. */
  readonly isOperator: boolean;
  /** The service listens on loopback only: whoever asks sits at the machine that holds the lake. */
  readonly isOwnMachine: boolean;
}

/** A proof found: whose, and of which kind. */
export interface FoundProof {
  readonly account: LakeAccount;
  readonly proof: ClaimProof;
}

/** The proof of `claim` that the lake holds: its token in the newest profile of that very account, or the account's own
 *  export on its owner's machine, or the operator's word. Null when there is none; an account that is unknown or was
 *  forgotten has none. */
export async function findProof(
  session: LakeSession,
  claim: Pick<BegunClaim, "query" | "token">,
  prover: Prover,
): Promise<FoundProof | null> {
  const account = await findInLake(session.engine, session.lake, claim.query);
  if (account === null) return null;
  if (prover.isOperator) return { account, proof: "operator" };
  const isShown = await isAnyWordShown(session, account, [claim.token]);
  if (isShown) return { account, proof: "bio_token" };
  if (prover.isOwnMachine && (await hasOwnExport(session, account))) return { account, proof: "export" };
  return null;
}

/** Whether the newest profile of `account` that the lake holds shows one of `words`. */
export async function isAnyWordShown(
  { engine, lake }: LakeSession,
  account: LakeAccount,
  words: readonly string[],
): Promise<boolean> {
  const [profile] = await engine.rows(
    `SELECT bio, url, display_name FROM (${lake.source("accounts")})
     WHERE ${isAccount("account_id", account)} ORDER BY observed_at DESC LIMIT 1`,
  );
  const texts = ["bio", "url", "display_name"].map(column => textOf(profile?.[column]) ?? "");
  return texts.some(text => words.some(word => holdsWord(text, word)));
}

/** Whether an export of `account`'s own was imported. */
export async function hasOwnExport({ engine, lake }: LakeSession, account: LakeAccount): Promise<boolean> {
  const [row] = await engine.rows(
    `SELECT count(*) AS n FROM (${lake.source("observations")})
     WHERE ${isAccount("scope", account)} AND (source LIKE '%-archive' OR source LIKE '%-export')`,
  );
  return (numberOf(row?.["n"]) ?? 0) > 0;
}

function isAccount(column: string, { network, accountId }: LakeAccount): string {
  return `network = ${sqlLiteral(network)} AND ${column} = ${sqlLiteral(accountId)}`;
}
