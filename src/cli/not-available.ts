import { ConfigProblem } from "../domain/errors.ts";

/** The error that answers what is documented for a later version; exit code 2. */
export function notAvailable(what: string): ConfigProblem {
  return new ConfigProblem(`${what} is not available in this version.`);
}

/** Checks that none of the `named` options was given.
 *  @throws ConfigProblem for the first that was. */
export function refuseUnavailable(
  options: Readonly<Record<string, unknown>>,
  named: Readonly<Record<string, string>>,
): void {
  for (const [key, option] of Object.entries(named))
    if (options[key] !== undefined) throw notAvailable(`The option ${option}`);
}
