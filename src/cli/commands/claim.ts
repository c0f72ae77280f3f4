import { type ClaimState, claimAtTerminal } from "../../app/claims/claim-at-terminal.ts";
import { ConfigProblem, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork } from "../option-values.ts";
import { dateOf, plain } from "../style.ts";

export interface ClaimFlags {
  readonly network?: string;
  readonly verify?: boolean;
  readonly grant?: boolean;
  /** False when --no-statement was typed. */
  readonly statement?: string | false;
  readonly hide?: boolean;
  readonly show?: boolean;
}

/** Says how to prove that an account is one's own, checks the proof, and does what its owner wants. */
export const claim: Command<[handle: string, flags: ClaimFlags]> = async (context, handle, flags) => {
  if (flags.hide === true && flags.show === true)
    throw new ConfigProblem("--hide and --show cannot both be meant. Write one of them.");
  const { statement } = flags;
  const state = await claimAtTerminal(
    handle,
    {
      isToVerify: flags.verify ?? false,
      isVouched: flags.grant ?? false,
      ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
      ...(statement !== undefined && { statement: statement === false ? null : statement }),
      ...((flags.hide === true || flags.show === true) && { isHidden: flags.hide === true }),
    },
    { dataDir: context.dataDir, now: () => new Date(context.terminal.now()) },
  );
  print(context, state, renderClaim);
  return EXIT.ok;
};

function renderClaim({ handle, to_prove, profile, session }: ClaimState): string {
  if (profile === null || to_prove !== null)
    return [
      `${plain(handle)} is not claimed.`,
      ...(to_prove?.how ?? []).map(way => `- ${plain(way)}`),
      `Then: \`renown claim ${plain(handle)} --verify\`, or to vouch for its owner: --grant.`,
      "",
    ].join("\n");
  const lines = [
    `${plain(handle)} was claimed ${dateOf(profile.claimed_at)}, proof: ${profile.proof}.`,
    `  named      ${profile.is_hidden ? "nowhere, as its owner wants" : "where the service names claimed profiles"}`,
    `  statement  ${profile.statement === null ? "none" : plain(profile.statement)}`,
  ];
  if (session !== null)
    lines.push(
      `  session    ${session.session_token}`,
      `             for its owner, over HTTP, until ${dateOf(session.ends_at)}; shown only now, and earlier ones have ended`,
    );
  return `${lines.join("\n")}\n`;
}
