import { CliError, EXIT } from "../../domain/errors.ts";
import { parseHandle } from "../../domain/handle.ts";
import type { NetworkName } from "../../domain/network.ts";
import { findInLake } from "../../snapshot/find-in-lake.ts";
import { howToGet } from "../how-to-get.ts";
import { hasLake, noLake, openLakeAt, withLake } from "../lake-session.ts";
import { ClaimDesk, type ClaimSession, type ClaimToProve } from "./claim-desk.ts";
import type { DisputeEntry, OwnProfile } from "./own-profile.ts";

/** What the operator asks of a claim. */
export interface ClaimRequest {
  readonly network?: NetworkName;
  /** Look for a proof in the lake. */
  readonly isToVerify: boolean;
  /** Vouch for the owner. */
  readonly isVouched: boolean;
  /** Null takes it away; absent leaves it. */
  readonly statement?: string | null;
  /** Absent leaves it. */
  readonly isHidden?: boolean;
}

/** Where a claim stands after `renown claim`. */
export interface ClaimState {
  readonly handle: string;
  /** What to do to prove it; null once it is claimed. */
  readonly to_prove: ClaimToProve | null;
  /** Null until it is claimed. */
  readonly profile: OwnProfile | null;
  /** A session for the owner, when it was proven just now. */
  readonly session: ClaimSession | null;
}

/** Does what `request` asks of the claim of `handle`: proof first, then statement and hiding.
 *  @throws CliError when there is no lake, the handle is unknown or nothing proves the claim. */
export async function claimAtTerminal(
  handle: string,
  request: ClaimRequest,
  options: { readonly dataDir: string; readonly now: () => Date },
): Promise<ClaimState> {
  const { network, isToVerify, isVouched, statement, isHidden } = request;
  const query = parseHandle(handle, network);
  return withClaimDesk(options, async desk => {
    const found = await withLake(options.dataDir, ({ engine, lake }) => findInLake(engine, lake, query));
    if (found === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
    const account = { network: found.network, accountId: found.accountId };
    const named = { ...(network !== undefined && { network }) };
    const session =
      isToVerify || isVouched ? await desk.verifyStanding(handle, { ...named, isVouched }) : null;
    if (desk.profile(account) === null && (statement !== undefined || isHidden !== undefined))
      throw new CliError(
        `${handle} is not claimed yet. Prove it first (\`renown claim ${handle} --verify\`), or vouch for its owner: --grant.`,
      );
    if (statement !== undefined) desk.setStatement(account, statement);
    if (isHidden !== undefined) desk.setHidden(account, isHidden);
    const profile = desk.profile(account);
    const toProve = profile === null ? desk.standing(handle, network) : null;
    return { handle, to_prove: toProve, profile, session };
  });
}

/** Every dispute in the lake at `dataDir`, or those of the owner of `handle`, oldest first.
 *  @throws CliError when there is no lake or the handle is unknown. */
export async function listDisputes(
  handle: string | null,
  options: { readonly dataDir: string; readonly now: () => Date; readonly network?: NetworkName },
): Promise<readonly DisputeEntry[]> {
  const query = handle === null ? null : parseHandle(handle, options.network);
  return withClaimDesk(options, async desk => {
    if (query === null) return desk.disputes();
    const found = await withLake(options.dataDir, ({ engine, lake }) => findInLake(engine, lake, query));
    if (found === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
    return desk.disputes({ network: found.network, accountId: found.accountId });
  });
}

async function withClaimDesk<T>(
  { dataDir, now }: { readonly dataDir: string; readonly now: () => Date },
  work: (desk: ClaimDesk) => Promise<T>,
): Promise<T> {
  if (!hasLake(dataDir)) throw noLake(dataDir, EXIT.unknownHandle);
  const lake = await openLakeAt(dataDir);
  try {
    return await work(new ClaimDesk({ dataDir, lake, now, isOwnMachine: true }));
  } finally {
    await lake.close();
  }
}
