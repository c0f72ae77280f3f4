/** One thing that was looked at. */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "warn" | "fail";
  /** What was found, with the value. */
  readonly message: string;
  /** What to do about it; null when it is well. */
  readonly advice: string | null;
}

/** A finding that all is well. */
export const ok = (check: string, message: string): Finding => ({
  check,
  state: "ok",
  message,
  advice: null,
});

/** A finding that something deserves attention. */
export const warn = (check: string, message: string, advice: string): Finding => ({
  check,
  state: "warn",
  message,
  advice,
});

/** A finding that something does not work. */
export const fail = (check: string, message: string, advice: string): Finding => ({
  check,
  state: "fail",
  message,
  advice,
});

/** What `work` found, or a failure with its message and `advice`. */
export async function attempt(check: string, work: () => Promise<string>, advice: string): Promise<Finding> {
  try {
    return ok(check, await work());
  } catch (error) {
    return fail(check, messageOf(error), advice);
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
