import { pruneLake } from "../../app/prune-lake.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readTime } from "../option-values.ts";
import { number } from "../style.ts";

export interface PruneFlags {
  readonly keep: string;
  readonly asOf?: string;
}

/** Drops dated rows older than `--keep`, counted back from now or from --as-of. */
export const prune: Command<[flags: PruneFlags]> = async (context, flags) => {
  const asOf =
    flags.asOf === undefined
      ? new Date(context.terminal.now()).toISOString()
      : readTime("--as-of", flags.asOf);
  const result = await pruneLake({ dataDir: context.dataDir, keep: flags.keep, asOf });
  print(
    context,
    result,
    ({ rowsDropped, filesDropped }) =>
      `Dropped ${number(rowsDropped)} rows in ${number(filesDropped)} files; kept ${flags.keep} before ${asOf}.\n`,
  );
  return EXIT.ok;
};
