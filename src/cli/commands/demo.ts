import { demo as makeDemo } from "../../app/demo.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { notAvailable } from "../not-available.ts";
import { plain } from "../style.ts";
import { renderRun } from "./run.ts";

export interface DemoFlags {
  /** True for --serve, false for --no-serve. */
  readonly serve?: boolean;
}

/** Makes a fictional population with its cast, scores it, and says what to look at. */
export const demo: Command<[flags: DemoFlags]> = async (context, flags) => {
  if (flags.serve === true) throw notAvailable("The option --serve");
  const summary = await makeDemo({ dataDir: context.dataDir, progress: context.progress.report });
  print(context, summary, ({ run, cast, dataDir }) => {
    const people = cast.map(({ handle, note }) => `  renown score ${handle}   ${plain(note)}`);
    return `${renderRun(run)}All of it is invented and stands in ${dataDir}. Try:\n${people.join("\n")}\n`;
  });
  return EXIT.ok;
};
