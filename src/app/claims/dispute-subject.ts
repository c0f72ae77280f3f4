import { type AccountKey, accountKeyText } from "../../domain/account-key.ts";
import { parseHandle } from "../../domain/handle.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { Dispute, DisputeKind } from "../../lake/disputes.ts";
import { sqlLiteral } from "../../lib/sql-text.ts";
import { findInLake } from "../../snapshot/find-in-lake.ts";
import type { LakeSession } from "../lake-session.ts";
import { ClaimRefused } from "./claim-refused.ts";
import { disputedTopicId } from "./disputed-topic.ts";

/** What a dispute is about as it is kept, and what comes of it. */
export type DisputeSubject = Pick<Dispute, "subject" | "other" | "effect">;

const TOPIC = /^[\p{L}\p{N}][\p{L}\p{N} ._'&/-]{0,79}$/u;

/** The subject of a dispute of `account`, looked up in the lake.
 *  @throws ClaimRefused when nothing of the kind is held about the account. */
export async function disputeSubject(
  session: LakeSession,
  account: AccountKey,
  kind: DisputeKind,
  text: string,
): Promise<DisputeSubject> {
  if (kind === "link") return linkSubject(session, account, text);
  if (kind === "event") return eventSubject(session, account, text);
  const topic = text.trim().toLowerCase();
  if (!TOPIC.test(topic))
    throw new ClaimRefused("not-usable", "subject names no topic: write its name, such as mathematics.");
  return {
    subject: topic,
    other: null,
    effect: disputedTopicId(session.lake, topic) === null ? "marked" : "left_out",
  };
}

/** A link is left out until it is proven anew. */
async function linkSubject(session: LakeSession, account: AccountKey, text: string): Promise<DisputeSubject> {
  const query = parseHandle(text);
  const found = await findInLake(session.engine, session.lake, query);
  const other = found === null ? null : { network: found.network, accountId: found.accountId };
  if (other === null || !(await areLinked(session, account, other)))
    throw new ClaimRefused("not-usable", "subject names no account that is linked with yours.");
  return { subject: accountKeyText(other), other, effect: "left_out" };
}

async function areLinked(
  { engine, lake }: LakeSession,
  account: AccountKey,
  other: AccountKey,
): Promise<boolean> {
  const rows = await engine.rows(
    `SELECT network, account_id, identity_id FROM (${lake.source("identity_links")})
     WHERE ${isAccount("account_id", account)} OR ${isAccount("account_id", other)}`,
  );
  const identitiesOf = (one: AccountKey) =>
    new Set([
      accountKeyText(one),
      ...rows
        .filter(row => row["network"] === one.network && row["account_id"] === one.accountId)
        .map(row => String(row["identity_id"])),
    ]);
  const own = identitiesOf(account);
  return (
    accountKeyText(account) !== accountKeyText(other) && [...identitiesOf(other)].some(id => own.has(id))
  );
}

/** An act that somebody else did to the account is left out: that can only lower its score or leave it. Its own acts and
 *  posts are marked only: without them a rate might rise. */
async function eventSubject(
  { engine, lake }: LakeSession,
  account: AccountKey,
  text: string,
): Promise<DisputeSubject> {
  const id = sqlLiteral(text.trim());
  const network = `network = ${sqlLiteral(account.network)}`;
  const [act] = await engine.rows(
    `SELECT actor_id, target_id FROM (${lake.source("interactions")})
     WHERE ${network} AND interaction_id = ${id}
       AND (${isAccount("actor_id", account)} OR ${isAccount("target_id", account)}) LIMIT 1`,
  );
  if (act !== undefined) {
    const isReceived = act["target_id"] === account.accountId;
    const otherId = String(isReceived ? act["actor_id"] : act["target_id"]);
    return {
      subject: text.trim(),
      other: { network: account.network as NetworkName, accountId: otherId },
      effect: isReceived ? "left_out" : "marked",
    };
  }
  const [post] = await engine.rows(
    `SELECT post_id FROM (${lake.source("posts")})
     WHERE ${isAccount("author_id", account)} AND post_id = ${id} LIMIT 1`,
  );
  if (post !== undefined) return { subject: text.trim(), other: null, effect: "marked" };
  throw new ClaimRefused(
    "not-usable",
    "subject names neither an act by or on your account nor a post of yours; `export` lists their ids.",
  );
}

function isAccount(column: string, { network, accountId }: AccountKey): string {
  return `(network = ${sqlLiteral(network)} AND ${column} = ${sqlLiteral(accountId)})`;
}
