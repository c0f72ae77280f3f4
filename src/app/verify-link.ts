import { relMeLinks } from "../connectors/rel-me.ts";
import { InputProblem } from "../domain/errors.ts";
import { formatHandle } from "../domain/handle.ts";
import { type ClaimedAccount, missingLinks, type ProofPage } from "../domain/link-proof.ts";
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
  const { origin, hostname } = new URL(answer.url);
  const isHandle = accounts.some(
    ({ network, handle }) => network === "bluesky" && handle?.toLowerCase() === hostname.toLowerCase(),
  );
  return {
    // The page that was named counts, not where it moved to: profiles name the former.
    url: proofUrl,
    relMe: relMeLinks(textOf(answer), answer.url),
    domainDid: isHandle ? await domainDid(http, origin) : null,
  };
}

/** Source: atproto.com/specs/handle, "HTTPS well-known method". */
async function domainDid(http: HttpClient, origin: string): Promise<string | null> {
  const answer = await http.request(`${origin}/.well-known/atproto-did`, { accept: [404] });
  const did = textOf(answer).trim();
  return answer.status === 200 && did.startsWith("did:") ? did : null;
}
