import type { HandleQuery } from "./handle-query.ts";
import type { NetworkName } from "./network.ts";
import { parseProfileUrl } from "./profile-url.ts";

/** What is known of an account whose link is to be proven. */
export interface ClaimedAccount {
  readonly network: NetworkName;
  readonly accountId: string;
  readonly handle: string | null;
  /** Address and text of its newest profile. */
  readonly url: string | null;
  readonly bio: string | null;
}

/** What a page was found to say. */
export interface ProofPage {
  readonly url: string;
  /** Addresses that it names as its owner's own. */
  readonly relMe: readonly string[];
  /** DID that its host gives as the owner of the domain; null when it gives none. */
  readonly domainDid: string | null;
}

/** Which links between page and accounts are missing; none when the page proves that one person has both. */
export type MissingLink =
  | { readonly from: "page"; readonly account: ClaimedAccount }
  | { readonly from: "profile"; readonly account: ClaimedAccount };

/** What is still missing for `page` to prove that both accounts belong to its owner: links both ways. The page must
 *  name each account (by rel=me, by being its profile, or as the domain that is its handle), and each profile must name
 *  the page. Likeness of names proves nothing. */
export function missingLinks(
  page: ProofPage,
  accounts: readonly [ClaimedAccount, ClaimedAccount],
): readonly MissingLink[] {
  const missing: MissingLink[] = [];
  for (const account of accounts) {
    const isOwn = isProfileOf(page.url, account);
    const isDomain =
      page.domainDid !== null && account.network === "bluesky" && page.domainDid === account.accountId;
    if (!isOwn && !isDomain && !page.relMe.some(address => isProfileOf(address, account)))
      missing.push({ from: "page", account });
    if (!isOwn && !isDomain && !namesPage(account, page.url)) missing.push({ from: "profile", account });
  }
  return missing;
}

/** Whether `address` is a profile of the account. */
export function isProfileOf(address: string, account: ClaimedAccount): boolean {
  if (address === account.accountId) return true;
  const query = parseProfileUrl(address);
  return query !== null && query.network === account.network && isAskedBy(query, account);
}

function isAskedBy(query: HandleQuery, { accountId, handle }: ClaimedAccount): boolean {
  if (query.kind === "id") return query.value === accountId;
  if (handle === null) return false;
  const asked = query.value.toLowerCase();
  const own = handle.replace(/^@/, "").toLowerCase();
  if (asked === own) return true;
  // A fediverse handle may be kept without its server, which the account's id names.
  return URL.canParse(accountId) && asked === `${own}@${new URL(accountId).host.toLowerCase()}`;
}

/** Whether the profile of `account`, by its address or in its text, names a profile of `other`. */
export function namesAccount({ url, bio }: ClaimedAccount, other: ClaimedAccount): boolean {
  return [url ?? "", ...wordsOf(bio)].some(word => isProfileOf(word, other));
}

/** Whether a profile's address or text holds the address of the page; scheme, www, case of the host and a slash at the
 *  end do not matter. */
function namesPage({ url, bio }: ClaimedAccount, page: string): boolean {
  const wanted = bare(page);
  if (url !== null && bare(url) === wanted) return true;
  return wordsOf(bio).some(word => bare(word) === wanted);
}

function wordsOf(bio: string | null): readonly string[] {
  return (bio ?? "").split(/[\s<>"'()[\],;]+/).map(word => word.replace(/[.!?:]+$/, ""));
}

function bare(address: string): string | null {
  const text = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(text)) return null;
  const { host, pathname, search } = new URL(text);
  return `${host.replace(/^www\./, "")}${pathname.replace(/\/+$/, "")}${search}`;
}
