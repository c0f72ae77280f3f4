import { ConfigProblem } from "../domain/errors.ts";

/** The error that answers what is documented for a later version; exit code 2. */
export function notAvailable(what: string): ConfigProblem {
  return new ConfigProblem(`${what} is not available in this version.`);
}
