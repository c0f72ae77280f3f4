import { type KloutProfile, kloutProfile } from "../../app/klout/klout-profile.ts";
import type { ServedView } from "../../app/serving/served-view.ts";
import { CliError, EXIT } from "../../domain/errors.ts";
import type { HandleQuery } from "../../domain/handle-query.ts";
import type { KloutDeps } from "./klout-deps.ts";
import { notEnoughData, queued, unknownAccount } from "./klout-problem.ts";

const KLOUT_ID = /^\d{1,20}$/;

/** The account that `query` asks for.
 *  @throws KloutProblem 404 when nobody is served under it, 202 when it is being fetched instead. */
export async function findAccount(
  view: ServedView,
  query: HandleQuery | null,
  enqueue: KloutDeps["enqueue"],
): Promise<KloutProfile["account"]> {
  if (query === null) throw unknownAccount();
  try {
    const located = await view.locate(query);
    if (located.kind === "no_evidence") throw notEnoughData();
    return located.account;
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode !== EXIT.unknownHandle) throw error;
    throw enqueue?.(query, view) === true ? queued() : unknownAccount();
  }
}

/** The profile of `account`.
 *  @throws KloutProblem 404 when it has no score. */
export async function profileOf(view: ServedView, account: KloutProfile["account"]): Promise<KloutProfile> {
  const profile = await kloutProfile(view, account);
  if (profile === null) throw notEnoughData();
  return profile;
}

/** The strongest account of the identity with `kloutId`.
 *  @throws KloutProblem 404 when nobody is served under it. */
export async function accountOf(view: ServedView, kloutId: string): Promise<KloutProfile["account"]> {
  const account = KLOUT_ID.test(kloutId) ? await view.accountOfKloutId(kloutId) : null;
  if (account === null) throw unknownAccount();
  return account;
}
