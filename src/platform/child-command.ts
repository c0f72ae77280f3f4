import { spawn } from "node:child_process";
import { packagePath } from "./package-root.ts";

/** How a command that ran as a process of its own ended. */
export interface ChildResult {
  /** Null when it was ended by a signal. */
  readonly exitCode: number | null;
  /** The end of what it wrote to stderr. */
  readonly errorText: string;
}

const KEPT_TEXT = 2_000;

/** The end of `renown` with `args`, run in a process of its own; `signal` ends it early, and so does the end of this
 *  process, whatever it is. */
export function runChildCommand(args: readonly string[], signal?: AbortSignal): Promise<ChildResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [packagePath("bin", "renown.mjs"), ...args], {
      // The channel carries nothing: when it closes, the command ends too.
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      ...(signal !== undefined && { signal }),
    });
    let errorText = "";
    child.channel?.unref();
    child.stderr?.setEncoding("utf8");
    child.stderr?.on("data", (text: string) => {
      errorText = (errorText + text).slice(-KEPT_TEXT);
    });
    child.once("error", error => {
      if (error.name === "AbortError") resolve({ exitCode: null, errorText });
      else reject(error);
    });
    child.once("close", exitCode => resolve({ exitCode, errorText }));
  });
}
