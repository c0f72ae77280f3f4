/** Where a command writes and what the place can show; tests hand in their own. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether progress may redraw its line and questions may be asked. */
  readonly isInteractive: boolean;
  /** Whether stdout shows colours. */
  readonly hasColour: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The terminal of this process. A reader that closed the pipe (`| head`) ends the output silently. */
export function processTerminal(): Terminal {
  let isOpen = true;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    isOpen = false;
  });
  const { env } = process;
  const noColour = env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "";
  return {
    out: text => {
      if (isOpen) process.stdout.write(text);
    },
    err: text => {
      process.stderr.write(text);
    },
    isInteractive: process.stderr.isTTY === true && process.stdin.isTTY === true,
    hasColour: process.stdout.isTTY === true && !noColour,
    env,
    now: Date.now,
  };
}
