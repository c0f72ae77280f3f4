import { backUp } from "../../app/back-up.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { number } from "../style.ts";

/** Copies the whole lake into one file, while others may write to it. */
export const backup: Command<[file: string]> = async (context, file) => {
  const summary = await backUp(context.dataDir, file);
  print(
    context,
    { file, ...summary },
    () => `${file}: ${number(summary.files)} files, ${number(summary.bytes)} bytes.\n`,
  );
  return EXIT.ok;
};
