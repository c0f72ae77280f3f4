import { peopleOfHandle } from "../../app/people-around.ts";
import { peopleCsv } from "../../app/people-csv.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { renderPeopleAround } from "../render-people.ts";
import { type AroundFlags, readAroundFlags } from "./around-flags.ts";

/** Prints who moves an account: the people on whom it acts. */
export const influencers: Command<[handle: string, flags: AroundFlags]> = async (context, handle, flags) => {
  const answer = await peopleOfHandle(handle, "moved_by", readAroundFlags(context, flags));
  if (flags.csv) context.terminal.out(peopleCsv(answer));
  else print(context, answer, value => renderPeopleAround(value, context.style));
  return answer.people.length === 0 ? EXIT.notEnoughData : EXIT.ok;
};
