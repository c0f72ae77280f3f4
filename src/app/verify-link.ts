import { relMeLinks } from "../connectors/rel-me.ts";
import { InputProblem } from "../domain/errors.ts";
import { formatHandle } from "../domain/handle.ts";
import { type ClaimedAccount, missingLinks, type ProofPage } from "../domain/link-proof.ts";
import { parsedJson } from "../lib/parsed-json.ts";
import { type HttpClient, textOf } from "../platform/http/http-client.ts";

/** A page, what its domain says, and redirects. */
export const REQUESTS_OF_A_PROOF = 12;

/** Returns when the page at `proofUrl` proves that both accounts are its owner's.
 *  @throws InputProblem that lists every link that is missing, HttpFailure when the page cannot be read. */
export async function verifyLink(
  http: HttpClient,
  proofUrl: string,
  accounts: readonly [ClaimedAccount, ClaimedAccount],
): Promise<void> {
  const page = await readProofPage(http, proofUrl, accounts);
  const missing = missingLinks(page, accounts);
  if (missing.length === 0) return;
  const says = missing.map(({ from, account }) => {
    const name = formatHandle(account.network, account.handle, account.accountId);
    return from === "page"
      ? `the page does not link to ${name} with rel="me"`
      : `the profile of ${name}, as it was last read, does not name the page`;
  });
  throw new InputProblem(
    `${proofUrl} does not prove the link: ${says.join("; ")}. Nothing was recorded. Add what is missing, bring the ` +
      "profile in again, and try again; --offline records a link as given, without looking.",
  );
}

async function readProofPage(
  http: HttpClient,
  proofUrl: string,
  accounts: readonly ClaimedAccount[],
): Promise<ProofPage> {
  const answer = await http.request(proofUrl, { headers: { accept: "text/html, */*;q=0.1" } });
  const { origin, host, hostname } = new URL(answer.url);
  const members = accounts.filter(({ network }) => network === "bluesky");
  const webDid = `did:web:${host.replace(":", "%3A")}`;
  const isHandle = members.some(({ handle }) => handle?.toLowerCase() === hostname);
  const isWebDid = members.some(({ accountId }) => accountId === webDid);
  return {
    // The page that was named counts, not where it moved to: profiles name the former.
    url: proofUrl,
    relMe: relMeLinks(textOf(answer), answer.url),
    domainDid:
      (isWebDid ? await documentDid(http, origin, webDid) : null) ??
      (isHandle ? await handleDid(http, origin) : null),
  };
}

/** The DID that a domain gives for the handle of its name. Source: atproto.com/specs/handle, "HTTPS well-known method". */
async function handleDid(http: HttpClient, origin: string): Promise<string | null> {
  const answer = await http.request(`${origin}/.well-known/atproto-did`, { accept: [404] });
  const did = textOf(answer).trim();
  return answer.status === 200 && did.startsWith("did:") ? did : null;
}

/** `did` when the domain holds its document. Source: w3c-ccg.github.io/did-method-web, "Read (Resolve)". */
async function documentDid(http: HttpClient, origin: string, did: string): Promise<string | null> {
  const answer = await http.request(`${origin}/.well-known/did.json`, { accept: [404] });
  const document = answer.status === 200 ? parsedJson(textOf(answer)) : null;
  return document !== null && typeof document === "object" && "id" in document && document.id === did
    ? did
    : null;
}
