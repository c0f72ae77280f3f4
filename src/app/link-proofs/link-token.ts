import { profileWord } from "../claims/profile-word.ts";

/** How long a token can be used, in days. */
export const LINK_TOKEN_DAYS = 14;
const DAY_MS = 86_400_000;

/** What a link token is made for. Nothing of it is stored. */
export interface LinkToken {
  /** "network:id" of both accounts, in any order. */
  readonly accountIds: readonly [string, string];
  /** Links that either account has by now: a recorded link changes the token, so it is of use once. */
  readonly linkCount: number;
}

/** The token made at `now` under the lake's `secret`: good for these two accounts, one link, and fourteen days. */
export function linkToken(secret: string, token: LinkToken, now: Date): string {
  const payload = JSON.stringify([[...token.accountIds].sort(), token.linkCount, dayOf(now)]);
  return profileWord(secret, "link", payload);
}

/** Every token for the same that has not run out by `now`. */
export function validLinkTokens(secret: string, token: LinkToken, now: Date): readonly string[] {
  return Array.from({ length: LINK_TOKEN_DAYS }, (_, days) =>
    linkToken(secret, token, new Date(now.getTime() - days * DAY_MS)),
  );
}

/** When the token made at `now` runs out, UTC ISO. */
export function linkTokenEndsAt(now: Date): string {
  return new Date((dayOf(now) + LINK_TOKEN_DAYS) * DAY_MS).toISOString();
}

function dayOf(time: Date): number {
  return Math.floor(time.getTime() / DAY_MS);
}
