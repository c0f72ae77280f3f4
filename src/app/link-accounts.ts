import { createHash } from "node:crypto";
import { CliError, ConfigProblem, EXIT, InputProblem } from "../domain/errors.ts";
import { formatHandle, parseHandle } from "../domain/handle.ts";
import type { PROOF_KINDS } from "../domain/interchange/schema.ts";
import type { NetworkName } from "../domain/network.ts";
import { parseProfileUrl } from "../domain/profile-url.ts";
import { sqlLiteral } from "../lib/sql-text.ts";
import type { HttpClient } from "../platform/http/http-client.ts";
import { findInLake, type LakeAccount } from "../snapshot/find-in-lake.ts";
import { undisputedSource } from "./claims/undisputed-source.ts";
import { howToGet } from "./how-to-get.ts";
import { type LakeSession, withLake } from "./lake-session.ts";
import { verifyLink } from "./verify-link.ts";

type ProofKind = (typeof PROOF_KINDS)[number];

/** What a link recorded. */
export interface LinkSummary {
  readonly identity_id: string;
  /** Handle of the account that joined the identity. */
  readonly linked: string;
  readonly proof_kind: ProofKind;
  readonly proof_url: string | null;
  /** True when the page was fetched and proves it. */
  readonly is_verified: boolean;
  /** False when the two were linked before and nothing was written. */
  readonly is_new: boolean;
}

/** Records that two accounts of the lake belong to one identity. `proof` is an address, whose page is fetched and must
 *  link both accounts and be named by both, or `export` when both accounts' own exports were imported.
 *  @throws CliError when a handle is malformed or unknown, the proof is no address or does not hold, or both already
 *  belong to different identities. */
export async function linkAccounts(
  first: string,
  second: string,
  options: {
    readonly dataDir: string;
    readonly network?: NetworkName;
    readonly proof: string;
    /** Null records the link as given, without fetching the page. */
    readonly http: HttpClient | null;
    /** UTC ISO: when the proof was seen. */
    readonly observedAt: string;
  },
): Promise<LinkSummary> {
  const queries = [first, second].map(handle => parseHandle(handle, options.network));
  return withLake(
    options.dataDir,
    async session => {
      const accounts: LakeAccount[] = [];
      for (const query of queries) {
        const account = await findInLake(session.engine, session.lake, query);
        if (account === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
        accounts.push(account);
      }
      const [a, b] = accounts as [LakeAccount, LakeAccount];
      const proof = readProof(options.proof, a, b);
      if (idOf(a) === idOf(b)) throw new ConfigProblem(`${first} and ${second} are the same account.`);
      const [identityOfA, identityOfB] = [await identityOf(session, a), await identityOf(session, b)];
      if (identityOfA !== null && identityOfA === identityOfB)
        return { identity_id: identityOfA, linked: textOf(b), ...proof, is_verified: false, is_new: false };
      if (identityOfA !== null && identityOfB !== null)
        throw new InputProblem(
          `${first} belongs to ${identityOfA} and ${second} to ${identityOfB}: joining two identities is not ` +
            "available in this version. Import identity_links rows that say which links hold.",
        );
      if (proof.proof_url !== null && options.http !== null)
        await verifyLink(options.http, proof.proof_url, [a, b]);
      // Whoever is free joins the other, since the earliest link of an account is the one that holds.
      const [joining, identity] = identityOfB === null ? [b, identityOfA ?? idOf(a)] : [a, identityOfB];
      await writeLink(session, joining, identity, proof, options.observedAt);
      const is_verified = proof.proof_url !== null && options.http !== null;
      return { identity_id: identity, linked: textOf(joining), ...proof, is_verified, is_new: true };
    },
    EXIT.unknownHandle,
  );
}

type Proof = { readonly proof_kind: ProofKind; readonly proof_url: string | null };

/** A profile address proves by a word in the bio, the domain that is the handle by itself, any other page by rel=me. */
function readProof(proof: string, a: LakeAccount, b: LakeAccount): Proof {
  if (proof === "export") return { proof_kind: "export", proof_url: null };
  if (!URL.canParse(proof) || !/^https?:$/.test(new URL(proof).protocol))
    throw new ConfigProblem(`--proof ${proof} is not a web address (https://...), nor the word export.`);
  const host = new URL(proof).hostname.toLowerCase();
  const isDomain = [a, b].some(account => account.handle?.toLowerCase() === host);
  const proof_kind = isDomain ? "domain" : parseProfileUrl(proof) === null ? "rel_me" : "bio_token";
  return { proof_kind, proof_url: proof };
}

/** The identity an account belongs to by its earliest link, or names itself; null when it is free. */
async function identityOf({ lake, engine }: LakeSession, account: LakeAccount): Promise<string | null> {
  const own = idOf(account);
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

function idOf(account: LakeAccount): string {
  return `${account.network}:${account.accountId}`;
}

function textOf(account: LakeAccount): string {
  return formatHandle(account.network, account.handle, account.accountId);
}
