import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { ExitCode } from "../domain/errors.ts";
import { toSnakeKeys } from "../lib/snake-keys.ts";
import { ProgressLine } from "./progress.ts";
import { type Style, styleFor } from "./style.ts";
import type { Terminal } from "./terminal.ts";

/** The options that every command takes. */
export interface GlobalOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What a command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly style: Style;
  /** Absolute folder of the lake. */
  readonly dataDir: string;
  /** False when neither --data nor RENOWN_DATA names the folder. */
  readonly isDataDirGiven: boolean;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly progress: ProgressLine;
}

/** A command: what it prints is its effect, its answer the exit code. */
export type Command<Arguments extends readonly unknown[]> = (
  context: CommandContext,
  ...args: Arguments
) => Promise<ExitCode>;

/** The context of a command from the options given; `--data`, else RENOWN_DATA, else ~/.renown. */
export function commandContext(terminal: Terminal, options: GlobalOptions): CommandContext {
  const isQuiet = options.quiet ?? false;
  const asked = options.data ?? terminal.env["RENOWN_DATA"];
  return {
    terminal,
    style: styleFor(terminal.hasColour),
    dataDir: resolve(asked ?? join(homedir(), ".renown")),
    isDataDirGiven: asked !== undefined,
    isJson: options.json ?? false,
    isQuiet,
    progress: new ProgressLine(terminal, isQuiet),
  };
}

/** Version of the JSON of commands whose answer names none of its own. */
const JSON_VERSION = "1.0";

/** Prints `value` as one line of JSON (keys in snake_case, with a schema_version), or the text that `render` makes of it. */
export function print<T>(context: CommandContext, value: T, render: (value: T) => string): void {
  context.progress.clear();
  context.terminal.out(context.isJson ? `${jsonLine(value)}\n` : render(value));
}

function jsonLine(value: unknown): string {
  const keyed = toSnakeKeys(value);
  const isObject = typeof keyed === "object" && keyed !== null && !Array.isArray(keyed);
  return JSON.stringify(isObject ? { schema_version: JSON_VERSION, ...keyed } : keyed);
}
