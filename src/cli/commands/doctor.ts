import { doctor as examine } from "../../app/doctor.ts";
import type { Finding } from "../../app/finding.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { plain, type Style } from "../style.ts";

/** Prints a line for each check of installation and lake; code 1 when one fails. */
export const doctor: Command<[]> = async context => {
  const { now, env } = context.terminal;
  const findings = await examine(context.dataDir, new Date(now()).toISOString(), env);
  const isWell = findings.every(finding => finding.state !== "fail");
  const answer = { schema_version: "1.0", is_well: isWell, findings };
  print(context, answer, ({ findings }) =>
    findings.map(finding => findingLine(finding, context.style)).join(""),
  );
  return isWell ? EXIT.ok : EXIT.failure;
};

function findingLine({ check, state, message, advice }: Finding, style: Style): string {
  const paint = { ok: style.green, warn: style.yellow, fail: style.red }[state];
  const line = `${paint(state.padEnd(5))}${check.padEnd(8)} ${plain(message)}\n`;
  return advice === null ? line : `${line}              ${advice}\n`;
}
