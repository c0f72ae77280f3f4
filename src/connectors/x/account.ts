import type { RowOf } from "../../domain/interchange/schema.ts";
import type { TableRow } from "../contract.ts";
import { isoOfIsoTime } from "./time.ts";
import { wireAccount, wireProfile, wireProtectedHistory, wireUserDetails, wireVerified } from "./wire.ts";

/** What an archive tells of its owner's profile, in the columns of an `accounts` row. */
export interface Profile {
  readonly account_id: string;
  readonly handle: string | null;
  readonly display_name: string | null;
  readonly bio: string | null;
  readonly url: string | null;
  readonly created_at: string | null;
  readonly is_protected: boolean | null;
  readonly is_verified: boolean | null;
}

/** The public part of an account.js entry, or null when it names no account. The e-mail address stays behind. */
export function readAccount(
  raw: unknown,
): Pick<Profile, "account_id" | "handle" | "display_name" | "created_at"> | null {
  const parsed = wireAccount.safeParse(raw);
  if (!parsed.success) return null;
  const { accountId, username, accountDisplayName, createdAt } = parsed.data;
  return {
    account_id: accountId,
    handle: username || null,
    display_name: accountDisplayName || null,
    created_at: isoOfIsoTime(createdAt),
  };
}

/** Bio and link of a profile.js entry. */
export function readProfile(raw: unknown): Pick<Profile, "bio" | "url"> {
  const description = wireProfile.safeParse(raw).data?.description;
  return { bio: description?.bio || null, url: description?.website || null };
}

/** X's own mark, or null when verified.js does not say. */
export function readVerified(raw: unknown): boolean | null {
  return wireVerified.safeParse(raw).data?.verified ?? null;
}

/** The newest entry of protected-history.js: whether posts are protected, and since when (UTC ISO, null when it
 *  cannot be read). Null when there is no entry; X keeps six months only. */
export function readProtection(
  rawEntries: readonly unknown[],
): { readonly isProtected: boolean; readonly changedAt: string | null } | null {
  const newest = rawEntries
    .flatMap(raw => wireProtectedHistory.safeParse(raw).data ?? [])
    .sort((a, b) => (a.protectedAt < b.protectedAt ? -1 : 1))
    .at(-1);
  if (newest === undefined) return null;
  return { isProtected: /^protect/i.test(newest.action), changedAt: isoOfIsoTime(newest.protectedAt) };
}

/** The profile in the old archive's user_details.js, or null when it names no account. */
export function readUserDetails(raw: unknown): Profile | null {
  const parsed = wireUserDetails.safeParse(raw);
  if (!parsed.success) return null;
  const { id, screen_name, full_name, bio, url, created_at } = parsed.data;
  return {
    account_id: id,
    handle: screen_name || null,
    display_name: full_name || null,
    bio: bio || null,
    url: url || null,
    created_at: isoOfIsoTime(created_at),
    is_protected: null,
    is_verified: null,
  };
}

/** The profile row as seen at `observedAt`. */
export function accountRow(profile: Profile, observedAt: string): TableRow {
  const { account_id, handle, display_name, bio, url, created_at, is_protected, is_verified } = profile;
  const row: RowOf<"accounts"> = {
    network: "x",
    account_id,
    handle,
    display_name,
    kind: null,
    bio,
    url,
    created_at,
    is_protected,
    is_indexable: null,
    is_verified,
    observed_at: observedAt,
  };
  return { table: "accounts", row };
}
