import { createHash } from "node:crypto";
import { accountKeyText } from "../domain/account-key.ts";
import { CliError, ConfigProblem, EXIT, InputProblem } from "../domain/errors.ts";
import { formatHandle, parseHandle } from "../domain/handle.ts";
import type { PROOF_KINDS } from "../domain/interchange/schema.ts";
import type { NetworkName } from "../domain/network.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import type { HttpClient } from "../platform/http/http-client.ts";
import { findInLake, type LakeAccount } from "../snapshot/find-in-lake.ts";
import { undisputedSource } from "./claims/undisputed-source.ts";
import { howToGet } from "./how-to-get.ts";
import { type LakeSession, withLake } from "./lake-session.ts";
import { type LinkToProve, linkToProve, verifyExports, verifyTokens } from "./link-proofs/token-proof.ts";
import { verifyLink } from "./verify-link.ts";

type ProofKind = (typeof PROOF_KINDS)[number];

/** What a link recorded. */
export interface LinkSummary {
  readonly identity_id: string;
  /** Handle of the account that joined the identity. */
  readonly linked: string;
  readonly proof_kind: ProofKind;
  readonly proof_url: string | null;
  /** True when the proof was looked at and holds. */
  readonly is_verified: boolean;
  /** False when the two were linked before and nothing was written. */
  readonly is_new: boolean;
}

/** Records that two accounts of the lake belong to one identity. `proof` is an address, whose page is fetched and must
 *  link both accounts and be named by both, or `export` when both accounts' own exports were imported, or null when a
 *  token stands in their profiles.
 *  @throws CliError when a handle is malformed or unknown, the proof is no address or does not hold, or both already
 *  belong to different identities. */
export async function linkAccounts(
  first: string,
  second: string,
  options: {
    readonly dataDir: string;
    readonly network?: NetworkName;
    readonly proof: string | null;
    /** Null records the link as given, without fetching the page or looking for exports. */
    readonly http: HttpClient | null;
    /** UTC ISO: when the proof was seen. */
    readonly observedAt: string;
  },
): Promise<LinkSummary> {
  return withPair(first, second, options, async (session, [a, b]) => {
    const proof = readProof(options.proof, a, b);
    const [identityOfA, identityOfB] = [await identityOf(session, a), await identityOf(session, b)];
    if (identityOfA !== null && identityOfA === identityOfB)
      return { identity_id: identityOfA, linked: textOf(b), ...proof, is_verified: false, is_new: false };
    if (identityOfA !== null && identityOfB !== null)
      throw new InputProblem(
        `${first} belongs to ${identityOfA} and ${second} to ${identityOfB}: joining two identities is not ` +
          "available in this version. Import identity_links rows that say which links hold.",
      );
    const is_verified = await isVerified(session, [a, b], proof, options);
    // Whoever is free joins the other, since the earliest link of an account is the one that holds.
    const [joining, identity] =
      identityOfB === null ? [b, identityOfA ?? accountKeyText(a)] : [a, identityOfB];
    await writeLink(session, joining, identity, proof, options.observedAt);
    return { identity_id: identity, linked: textOf(joining), ...proof, is_verified, is_new: true };
  });
}

/** A token by which the two accounts can be linked.
 *  @throws CliError when a handle is malformed or unknown, or both are one account. */
export async function tokenToLink(
  first: string,
  second: string,
  options: { readonly dataDir: string; readonly network?: NetworkName; readonly now: Date },
): Promise<LinkToProve> {
  return withPair(first, second, options, (session, pair) => linkToProve(session, pair, options.now));
}

async function withPair<T>(
  first: string,
  second: string,
  { dataDir, network }: { readonly dataDir: string; readonly network?: NetworkName },
  work: (session: LakeSession, pair: readonly [LakeAccount, LakeAccount]) => Promise<T>,
): Promise<T> {
  const queries = [first, second].map(handle => parseHandle(handle, network));
  return withLake(
    dataDir,
    async session => {
      const accounts: LakeAccount[] = [];
      for (const query of queries) {
        const account = await findInLake(session.engine, session.lake, query);
        if (account === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
        accounts.push(account);
      }
      const [a, b] = accounts as [LakeAccount, LakeAccount];
      if (accountKeyText(a) === accountKeyText(b))
        throw new ConfigProblem(`${first} and ${second} are the same account.`);
      return work(session, [a, b]);
    },
    EXIT.unknownHandle,
  );
}

/** Whether `proof` was looked at and holds; false when it is taken as given.
 *  @throws CliError when it does not hold. */
async function isVerified(
  session: LakeSession,
  pair: readonly [LakeAccount, LakeAccount],
  { proof_kind, proof_url }: Proof,
  { http, observedAt }: { readonly http: HttpClient | null; readonly observedAt: string },
): Promise<boolean> {
  if (proof_kind === "bio_token") await verifyTokens(session, pair, new Date(observedAt));
  else if (http === null) return false;
  else if (proof_url === null) await verifyExports(session, pair);
  else await verifyLink(http, proof_url, pair);
  return true;
}

type Proof = { readonly proof_kind: ProofKind; readonly proof_url: string | null };

/** The domain that is the handle proves by itself, any other page by rel=me, no page at all by a token. */
function readProof(proof: string | null, a: LakeAccount, b: LakeAccount): Proof {
  if (proof === null) return { proof_kind: "bio_token", proof_url: null };
  if (proof === "export") return { proof_kind: "export", proof_url: null };
  if (!URL.canParse(proof) || !/^https?:$/.test(new URL(proof).protocol))
    throw new ConfigProblem(`--proof ${proof} is not a web address (https://...), nor the word export.`);
  const host = new URL(proof).hostname.toLowerCase();
  const isDomain = [a, b].some(account => account.handle?.toLowerCase() === host);
  return { proof_kind: isDomain ? "domain" : "rel_me", proof_url: proof };
}

/** The identity an account belongs to by its earliest link, or names itself; null when it is free. */
async function identityOf({ lake, engine }: LakeSession, account: LakeAccount): Promise<string | null> {
  const own = accountKeyText(account);
  const source = undisputedSource(lake, table => lake.source(table));
  const rows = await engine.rows(
    `SELECT identity_id FROM (${source("identity_links")}) AS links
     WHERE (network = ${sqlLiteral(account.network)} AND account_id = ${sqlLiteral(account.accountId)})
       OR identity_id = ${sqlLiteral(own)}
     ORDER BY observed_at, identity_id LIMIT 1`,
  );
  return rows[0] === undefined ? null : String(rows[0]["identity_id"]);
}

async function writeLink(
  { lake, engine }: LakeSession,
  account: LakeAccount,
  identityId: string,
  proof: Proof,
  observedAt: string,
): Promise<void> {
  const row = {
    network: account.network,
    account_id: account.accountId,
    identity_id: identityId,
    ...proof,
    observed_at: observedAt,
  };
  const columns = {
    network: "text",
    account_id: "text",
    identity_id: "text",
    proof_kind: "text",
    proof_url: "text",
    observed_at: "timestamp",
  };
  await engine.createTableFromRows("new_links", columns, [row]);
  const contentHash = createHash("sha256").update(JSON.stringify(row)).digest("hex");
  await lake.commit(engine, [{ table: "identity_links", relation: "new_links" }], {
    contentHash,
    label: "link",
  });
}

function textOf(account: LakeAccount): string {
  return formatHandle(account.network, account.handle, account.accountId);
}
