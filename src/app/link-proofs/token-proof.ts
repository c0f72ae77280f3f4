import { accountKeyText } from "../../domain/account-key.ts";
import { ConfigProblem, InputProblem } from "../../domain/errors.ts";
import { formatHandle } from "../../domain/handle.ts";
import { namesAccount } from "../../domain/link-proof.ts";
import { claimSecretOf } from "../../lake/claim-sessions.ts";
import { claimOf } from "../../lake/claims.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import { numberOf } from "../../snapshot/cells.ts";
import type { LakeAccount } from "../../snapshot/find-in-lake.ts";
import { hasOwnExport, isAnyWordShown } from "../claims/find-proof.ts";
import type { LakeSession } from "../lake-session.ts";
import {
  LINK_TOKEN_DAYS,
  type LinkToken,
  linkToken,
  linkTokenEndsAt,
  validLinkTokens,
} from "./link-token.ts";

type Pair = readonly [LakeAccount, LakeAccount];

/** A token for the profiles of two accounts, and what to do with it. */
export interface LinkToProve {
  readonly token: string;
  /** UTC ISO. */
  readonly ends_at: string;
  readonly accounts: readonly [string, string];
  /** One sentence a step. */
  readonly how: readonly string[];
}

/** A token that links the accounts of `pair` once it stands in a profile. */
export async function linkToProve(session: LakeSession, pair: Pair, now: Date): Promise<LinkToProve> {
  const token = linkToken(claimSecretOf(session.lake), await tokenOf(session, pair), now);
  const [a, b] = pair.map(nameOf) as [string, string];
  return {
    token,
    ends_at: linkTokenEndsAt(now),
    accounts: [a, b],
    how: [
      `Put the token into the profile (bio, address or shown name) of ${a} and of ${b}. One of them is enough when ` +
        "the other's profile names it by its address, or the other is claimed here, or its own export was imported.",
      `Bring the profiles in again: \`renown score ${a} ${b} --refresh\`.`,
      `Then \`renown link ${a} ${b}\`. The token is good for these two accounts, for one link and ${LINK_TOKEN_DAYS} days.`,
    ],
  };
}

/** Returns when both owners agreed to the link: a token stands in one profile, and the other shows it too, or names the first
 *  account, or is proven its owner's by a claim or its own export. Whoever writes a token into their own profile alone could
 *  else link anybody.
 *  @throws InputProblem that says what is missing. */
export async function verifyTokens(session: LakeSession, pair: Pair, now: Date): Promise<void> {
  const words = validLinkTokens(claimSecretOf(session.lake), await tokenOf(session, pair), now);
  const isShown = [
    await isAnyWordShown(session, pair[0], words),
    await isAnyWordShown(session, pair[1], words),
  ];
  const [a, b] = pair.map(nameOf) as [string, string];
  if (!isShown.includes(true))
    throw new InputProblem(
      `Neither the profile of ${a} nor that of ${b}, as they were last read, shows a token that is good for this link. ` +
        `\`renown link ${a} ${b} --token\` makes one and says where to put it; --proof URL proves by a page.`,
    );
  if (!isShown.includes(false)) return;
  const [first, other] = isShown[0] ? pair : [pair[1], pair[0]];
  if (await hasAgreed(session, other, first)) return;
  throw new InputProblem(
    `The profile of ${nameOf(first)} shows the token, but nothing shows that the owner of ${nameOf(other)} agrees: put the ` +
      `token into its profile as well, or the address of ${nameOf(first)}, or claim it (\`renown claim ${nameOf(other)}\`), ` +
      "or import its own export. Nothing was recorded.",
  );
}

/** Returns when the own export of each account was imported.
 *  @throws ConfigProblem that names those that were not. */
export async function verifyExports(session: LakeSession, pair: Pair): Promise<void> {
  const missing: string[] = [];
  for (const account of pair) if (!(await hasOwnExport(session, account))) missing.push(nameOf(account));
  if (missing.length === 0) return;
  throw new ConfigProblem(
    `No export of ${missing.join(" or ")} was imported here, so --proof export proves nothing: \`renown import EXPORT\` ` +
      "first. --offline records a link as given, without looking.",
  );
}

async function hasAgreed(session: LakeSession, account: LakeAccount, other: LakeAccount): Promise<boolean> {
  if (namesAccount(account, other)) return true;
  if (claimOf(session.lake, account.network, account.accountId) !== null) return true;
  return hasOwnExport(session, account);
}

async function tokenOf({ engine, lake }: LakeSession, pair: Pair): Promise<LinkToken> {
  const isOfPair = pair.map(
    ({ network, accountId }) =>
      `(network = ${sqlLiteral(network)} AND account_id = ${sqlLiteral(accountId)})`,
  );
  const [row] = await engine.rows(
    `SELECT count(*) AS n FROM (${lake.source("identity_links")}) AS links WHERE ${isOfPair.join(" OR ")}`,
  );
  const ids = pair.map(accountKeyText) as [string, string];
  return { accountIds: ids, linkCount: numberOf(row?.["n"]) ?? 0 };
}

function nameOf({ network, handle, accountId }: LakeAccount): string {
  return formatHandle(network, handle, accountId);
}
