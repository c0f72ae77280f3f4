import { randomBytes, randomUUID } from "node:crypto";
import type { AccountKey } from "../../domain/account-key.ts";
import { parseHandle } from "../../domain/handle.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { NetworkName } from "../../domain/network.ts";
import {
  beginSession,
  claimSecretOf,
  endSessions,
  findSession,
  useUpClaim,
} from "../../lake/claim-sessions.ts";
import { claimOf, saveClaim } from "../../lake/claims.ts";
import type { Lake } from "../../lake/contract.ts";
import { type DisputeKind, disputesOf, recordDispute, withdrawDispute } from "../../lake/disputes.ts";
import { findInLake } from "../../snapshot/find-in-lake.ts";
import { type AccountExport, exportAccount } from "../export-handle.ts";
import { type ForgetSummary, forgetAccount } from "../forget-handle.ts";
import { asText } from "../how-to-get.ts";
import { withLake } from "../lake-session.ts";
import { ClaimRefused } from "./claim-refused.ts";
import { type BegunClaim, beginClaim, hashOf, readClaim, standingClaim } from "./claim-token.ts";
import { disputeSubject } from "./dispute-subject.ts";
import { hideDisputedTopic, showDisputedTopic } from "./disputed-topic.ts";
import { type ClaimProof, type FoundProof, findProof, type Prover } from "./find-proof.ts";
import { type DisputeEntry, type OwnProfile, toDisputeEntry, toOwnProfile } from "./own-profile.ts";
import { plainWords } from "./plain-words.ts";
import { WorkLine } from "./work-line.ts";

/** How a session token begins, so that it is never taken for an API key. */
export const SESSION_MARK = "rnc_";
const SESSION_DAYS = 30;
const DAY_MS = 86_400_000;
const MOST_DISPUTES = 200;

/** What to do to prove a claim. */
export interface ClaimToProve {
  readonly claim_id: string;
  readonly handle: string;
  readonly token: string;
  /** UTC ISO; empty when it never does (the operator's own). */
  readonly ends_at: string;
  /** One sentence a way. */
  readonly how: readonly string[];
}

/** A proven claim. */
export interface ClaimSession {
  readonly network: NetworkName;
  readonly account_id: string;
  readonly proof: ClaimProof;
  /** Shown once: only its hash is kept. */
  readonly session_token: string;
  /** UTC ISO. */
  readonly ends_at: string;
}

export interface ClaimDeskOptions {
  readonly dataDir: string;
  /** The lake at `dataDir`, open as long as the desk is used. */
  readonly lake: Lake;
  readonly now: () => Date;
  /** Whether only this machine can ask: then an own export in the lake is proof. */
  readonly isOwnMachine: boolean;
}

/** Where owners of accounts prove that they are, and say what they want. */
export class ClaimDesk {
  private readonly line = new WorkLine();

  constructor(private readonly options: ClaimDeskOptions) {}

  /** A claim of `handle` to be proven. Says nothing of whether the lake knows the handle, and stores nothing.
   *  @throws ConfigProblem when it is no handle. */
  begin(handle: string, network?: NetworkName): ClaimToProve {
    const query = parseHandle(handle, network);
    return this.toProve(beginClaim(this.secret(), query, this.options.now()));
  }

  /** The claim that was begun as `claimId`, with its word, to be proven still; null when it is not valid or has run out. */
  resume(claimId: string): ClaimToProve | null {
    const claim = readClaim(this.secret(), claimId);
    return claim === null || claim.endsAt <= this.options.now().toISOString() ? null : this.toProve(claim);
  }

  /** The claim of `handle` that the command line makes; it does not run out and may be proven again and again. */
  standing(handle: string, network?: NetworkName): ClaimToProve {
    return this.toProve(standingClaim(this.secret(), parseHandle(handle, network)));
  }

  /** A session for whoever holds a proven claim; a claim proves once, and ends the sessions of its account before it.
   *  @throws ClaimRefused when the claim is not valid or nothing proves it. */
  async verify(claimId: string, prover: { readonly isOperator: boolean }): Promise<ClaimSession> {
    const claim = readClaim(this.secret(), claimId);
    const now = this.options.now().toISOString();
    if (claim === null || (claim.endsAt !== "" && claim.endsAt <= now)) throw notValid();
    if (claim.endsAt === "" && !prover.isOperator) throw notValid();
    const found = await this.find(claim, prover);
    if (claim.endsAt !== "" && !useUpClaim(this.options.lake, hashOf(claimId), now, claim.endsAt))
      throw notValid();
    return this.grant(found);
  }

  /** A session for the operator at the command line, by the proof the lake holds, or, with `isVouched`, by the word of
   *  the operator.
   *  @throws ClaimRefused when nothing proves it. */
  async verifyStanding(
    handle: string,
    { network, isVouched }: { readonly network?: NetworkName; readonly isVouched: boolean },
  ): Promise<ClaimSession> {
    const claim = standingClaim(this.secret(), parseHandle(handle, network));
    return this.grant(await this.find(claim, { isOperator: isVouched }));
  }

  /** The account that the session `token` speaks for.
   *  @throws ClaimRefused when there is no such session. */
  ownerOf(token: string | null): AccountKey {
    const owner = this.maybeOwnerOf(token);
    if (owner !== null) return owner;
    throw new ClaimRefused(
      "no-session",
      "This needs the session token of a claimed account: begin a claim, prove it, and send the token as " +
        "`Authorization: Bearer TOKEN`.",
    );
  }

  /** The same, or null when there is no such session. */
  maybeOwnerOf(token: string | null): AccountKey | null {
    const { lake, now } = this.options;
    if (token === null || !token.startsWith(SESSION_MARK) || token.length > 200) return null;
    const owner = findSession(lake, hashOf(token), now().toISOString());
    if (owner === null || lake.isForgotten(owner.network, owner.accountId)) return null;
    return this.claimOf(owner) === null ? null : owner;
  }

  /** Whether the session `token` speaks for the account that `query` asks for. */
  async speaksFor(token: string | null, query: HandleQuery): Promise<boolean> {
    const owner = this.maybeOwnerOf(token);
    if (owner === null || owner.network !== query.network) return false;
    if (query.kind === "id") return owner.accountId === query.value;
    const { dataDir } = this.options;
    const account = await this.line.do(() =>
      withLake(dataDir, ({ engine, lake }) => findInLake(engine, lake, query)),
    );
    return account?.accountId === owner.accountId;
  }

  /** The claim of `account` as its owner sees it; null when it was never claimed. */
  profile(account: AccountKey): OwnProfile | null {
    const claim = this.claimOf(account);
    return claim === null ? null : toOwnProfile(claim);
  }

  /** Puts `statement` above the number, or takes it away when it is null.
   *  @throws ClaimRefused when it is too long or no plain text, or the account is not claimed. */
  setStatement(account: AccountKey, statement: string | null): OwnProfile {
    const words = statement === null ? null : plainWords("The statement", statement);
    return this.change(account, { statement: words });
  }

  /** Names `account` nowhere, or names it again.
   *  @throws ClaimRefused when it is not claimed. */
  setHidden(account: AccountKey, isHidden: boolean): OwnProfile {
    return this.change(account, { isHidden });
  }

  /** Everything held about `account`. */
  export(account: AccountKey): Promise<AccountExport> {
    return this.line.do(() => exportAccount(queryOf(account), this.options.dataDir));
  }

  /** Erases `account` for good, its claim with it. */
  forget(account: AccountKey): Promise<ForgetSummary> {
    return this.line.do(() => forgetAccount(queryOf(account), this.options.dataDir));
  }

  /** Notes that the owner of `account` says a topic, link or event is wrong.
   *  @throws ClaimRefused when nothing like it is held about the account, or the reason is no plain text. */
  async dispute(
    account: AccountKey,
    dispute: { readonly kind: DisputeKind; readonly subject: string; readonly reason: string },
  ): Promise<DisputeEntry> {
    const { lake, dataDir, now } = this.options;
    const { kind } = dispute;
    const reason = plainWords("The reason", dispute.reason);
    if (disputesOf(lake, account).length >= MOST_DISPUTES)
      throw new ClaimRefused(
        "not-usable",
        `At most ${MOST_DISPUTES} disputes can stand at once; withdraw some.`,
      );
    const subject = await this.line.do(() =>
      withLake(dataDir, session => disputeSubject(session, account, kind, dispute.subject)),
    );
    const disputeId = randomUUID();
    const disputedAt = now().toISOString();
    recordDispute(lake, {
      ...account,
      ...subject,
      disputeId,
      kind,
      reason,
      disputedAt,
    });
    if (kind === "topic") hideDisputedTopic(lake, account, subject.subject, disputedAt);
    return this.disputes(account).find(entry => entry.dispute_id === disputeId)!;
  }

  /** The disputes of `account`, or everybody's, oldest first. */
  disputes(account?: AccountKey): readonly DisputeEntry[] {
    return disputesOf(this.options.lake, account).map(toDisputeEntry);
  }

  /** Takes a dispute back; false when the account has none of this id. */
  withdraw(account: AccountKey, disputeId: string): boolean {
    const { lake } = this.options;
    const entry = disputesOf(lake, account).find(dispute => dispute.disputeId === disputeId);
    if (entry?.kind === "topic") showDisputedTopic(lake, account, entry.subject);
    return withdrawDispute(lake, account, disputeId);
  }

  /** Ends every session of `account`. */
  signOut(account: AccountKey): void {
    endSessions(this.options.lake, account);
  }

  private secret(): string {
    return claimSecretOf(this.options.lake);
  }

  private claimOf({ network, accountId }: AccountKey) {
    return claimOf(this.options.lake, network, accountId);
  }

  private change(
    account: AccountKey,
    change: { readonly statement?: string | null; readonly isHidden?: boolean },
  ): OwnProfile {
    const claim = this.claimOf(account);
    if (claim === null) throw new ClaimRefused("no-proof", "The account is not claimed.");
    saveClaim(this.options.lake, { ...claim, ...change });
    return this.profile(account)!;
  }

  private async find(
    claim: Pick<BegunClaim, "query" | "token">,
    prover: { readonly isOperator: boolean },
  ): Promise<FoundProof> {
    const { dataDir, isOwnMachine } = this.options;
    const whole: Prover = { isOperator: prover.isOperator, isOwnMachine };
    const found = await this.line.do(() => withLake(dataDir, session => findProof(session, claim, whole)));
    if (found !== null) return found;
    throw new ClaimRefused(
      "no-proof",
      `Nothing here proves it yet. Put ${claim.token} into the profile of ${asText(claim.query)} and ask again ` +
        "when its profile was read anew.",
    );
  }

  private grant({ account, proof }: FoundProof): ClaimSession {
    const { lake, now } = this.options;
    const { network, accountId } = account;
    if (lake.isForgotten(network, accountId)) throw notValid();
    const at = now();
    const held = claimOf(lake, network, accountId);
    saveClaim(lake, {
      network,
      accountId,
      claimedAt: at.toISOString(),
      proof,
      statement: held?.statement ?? null,
      isHidden: held?.isHidden ?? false,
    });
    const token = SESSION_MARK + randomBytes(32).toString("base64url");
    const endsAt = new Date(at.getTime() + SESSION_DAYS * DAY_MS).toISOString();
    beginSession(lake, {
      ...{ network, accountId },
      ...{ tokenHash: hashOf(token), begunAt: at.toISOString(), endsAt },
    });
    return { network, account_id: accountId, proof, session_token: token, ends_at: endsAt };
  }

  private toProve({ id, token, query, endsAt }: BegunClaim): ClaimToProve {
    const handle = asText(query);
    const how = [
      `Put ${token} into the text or the link of the profile of ${handle}, then ask for the proof to be checked when the ` +
        "profile was read anew here; after that it may be taken out.",
      "Or ask the operator of this service to vouch for you.",
    ];
    if (this.options.isOwnMachine)
      how.push(
        "Or import the account's own export here: on this machine that is proof, once it was imported.",
      );
    return { claim_id: id, handle, token, ends_at: endsAt, how };
  }
}

function queryOf({ network, accountId }: AccountKey): HandleQuery {
  return { network, kind: "id", value: accountId };
}

function notValid(): ClaimRefused {
  return new ClaimRefused(
    "claim-not-valid",
    "This claim was not made here, has run out or was used before: begin another.",
  );
}
