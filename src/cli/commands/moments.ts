import { momentsOfHandle } from "../../app/people-around.ts";
import { momentsCsv } from "../../app/people-csv.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { renderMoments } from "../render-people.ts";
import { type AroundFlags, readAroundFlags } from "./around-flags.ts";

/** Prints the posts of the last 90 days that drew most. */
export const moments: Command<[handle: string, flags: AroundFlags]> = async (context, handle, flags) => {
  const answer = await momentsOfHandle(handle, readAroundFlags(context, flags));
  if (flags.csv) context.terminal.out(momentsCsv(answer));
  else print(context, answer, value => renderMoments(value, context.style));
  return answer.moments.length === 0 ? EXIT.notEnoughData : EXIT.ok;
};
