import { restore as restoreFrom } from "../../app/back-up.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { number } from "../style.ts";

/** Puts the lake of a backup into an empty folder. */
export const restore: Command<[file: string]> = async (context, file) => {
  const summary = await restoreFrom(context.dataDir, file);
  print(
    context,
    { dataDir: context.dataDir, ...summary },
    () =>
      `Restored ${number(summary.files)} files (${number(summary.bytes)} bytes) into ${context.dataDir}.\n`,
  );
  return EXIT.ok;
};
