import { audienceOfHandle } from "../../app/authenticity/audience-of-handle.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork, readTime } from "../option-values.ts";
import { renderAudience } from "../render-audience.ts";

export interface AudienceFlags {
  readonly network?: string;
  readonly asOf?: string;
  readonly nameSuspicious?: boolean;
}

/** Prints how genuine the people around an account look and what is said of the account itself. */
export const audience: Command<[handle: string, flags: AudienceFlags]> = async (context, handle, flags) => {
  const answer = await audienceOfHandle(handle, {
    dataDir: context.dataDir,
    isNaming: flags.nameSuspicious === true,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.asOf !== undefined && { asOf: readTime("--as-of", flags.asOf) }),
  });
  print(context, answer, value => renderAudience(value, context.style));
  return answer.account.authenticity === null && answer.audience === null ? EXIT.notEnoughData : EXIT.ok;
};
