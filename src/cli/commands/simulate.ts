import { resolve } from "node:path";
import { simulateTo } from "../../app/simulate-to.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { readCount } from "../option-values.ts";
import { number } from "../style.ts";

export interface SimulateFlags {
  readonly accounts: string;
  readonly interactions: string;
  readonly seed: string;
  readonly out: string;
}

/** Writes an invented population in the interchange schema. */
export const simulate: Command<[flags: SimulateFlags]> = async (context, flags) => {
  const outDir = resolve(flags.out);
  const summary = await simulateTo({
    accounts: readCount("--accounts", flags.accounts),
    interactions: readCount("--interactions", flags.interactions),
    seed: readCount("--seed", flags.seed, 0),
    outDir,
    progress: context.progress.report,
  });
  print(context, summary, ({ rowCounts }) => {
    const tables = Object.entries(rowCounts).map(([table, count]) => `  ${table}: ${number(count)} rows`);
    return `Simulated into ${outDir}:\n${tables.join("\n")}\nNext: \`renown import ${outDir}\`.\n`;
  });
  return EXIT.ok;
};
