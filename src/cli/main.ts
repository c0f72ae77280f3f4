import { CommanderError } from "commander";
import { CliError, EXIT, type ExitCode } from "../domain/errors.ts";
import { packageVersion } from "../platform/package-version.ts";
import { buildProgram } from "./program.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

/** The exit code of the command line `argv` (without node and script): 0 ok, 1 failure, 2 usage, 3 unknown handle,
 *  4 not enough data. Errors are printed, never thrown. */
export async function main(
  argv: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = buildProgram(terminal, packageVersion(), finished => {
    code = finished;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return usageCode(error, argv, terminal);
    return report(error, argv, terminal);
  }
}

/** Commander has printed its own message; help and version are no errors. */
function usageCode(error: CommanderError, argv: readonly string[], terminal: Terminal): ExitCode {
  if (error.exitCode === 0) return EXIT.ok;
  if (argv.length > 0 && error.code !== "commander.help") {
    if (wantsJson(argv)) printJson(error.message.replace(/^error: /, ""), EXIT.usage, terminal);
    else terminal.err("Run `renown --help`, or `renown COMMAND --help`.\n");
  }
  return EXIT.usage;
}

function report(error: unknown, argv: readonly string[], terminal: Terminal): ExitCode {
  const isExpected = error instanceof CliError;
  const message = error instanceof Error ? error.message : String(error);
  const code = isExpected ? error.exitCode : EXIT.failure;
  if (wantsJson(argv)) printJson(message, code, terminal);
  else terminal.err(`renown: ${message}\n`);
  if (!isExpected && terminal.env["RENOWN_DEBUG"]) terminal.err(`${(error as Error).stack ?? message}\n`);
  return code;
}

function printJson(error: string, exit_code: ExitCode, terminal: Terminal): void {
  terminal.out(`${JSON.stringify({ error, exit_code })}\n`);
}

function wantsJson(argv: readonly string[]): boolean {
  return argv.includes("--json");
}
