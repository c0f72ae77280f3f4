import { confirm, isCancel } from "@clack/prompts";
import { forgetHandle } from "../../app/forget-handle.ts";
import { CliError, EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readNetwork } from "../option-values.ts";
import { number, plain } from "../style.ts";

export interface ForgetFlags {
  readonly network?: string;
  readonly yes?: boolean;
  readonly linked?: boolean;
}

/** Erases an account everywhere and keeps it out; asks first when somebody is there to answer. */
export const forget: Command<[handle: string, flags: ForgetFlags]> = async (context, handle, flags) => {
  if (context.terminal.isInteractive && !flags.yes && !context.isJson) {
    const message = `Erase everything about ${plain(handle)}${flags.linked ? " and every account linked with it" : ""} from ${context.dataDir}, for good?`;
    const answer = await confirm({ message, initialValue: false });
    if (isCancel(answer) || !answer) throw new CliError("Nothing was erased.", EXIT.failure);
  }
  const summary = await forgetHandle(handle, {
    dataDir: context.dataDir,
    isWithLinked: flags.linked === true,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
  });
  print(context, summary, ({ erased, linked }) => {
    const waiting =
      erased.filesAwaitingReaders > 0
        ? ` ${number(erased.filesAwaitingReaders)} replaced files go as soon as another process stops reading them.`
        : "";
    const others = linked.length === 0 ? "" : `Linked and erased too: ${linked.map(plain).join(", ")}.\n`;
    return (
      `Erased: ${number(erased.rowsDeleted)} rows deleted, ${number(erased.rowsRedacted)} rows of others redacted. ` +
      `A later import will not bring the account back.${waiting}\n${others}`
    );
  });
  return EXIT.ok;
};
