import type { PublishedRun } from "../../lake/contract.ts";

/** The newest of `runs` as of a time before `asOf`, null when there is none. A run from whose standings another begins must
 *  be one of before: then the same lake gives the same bytes however often it is run as of the same time. */
export function runBefore(runs: readonly PublishedRun[], asOf: string): PublishedRun | null {
  return runs
    .filter(run => Date.parse(run.asOf) < Date.parse(asOf))
    .reduce<PublishedRun | null>(
      (newest, run) => (newest === null || Date.parse(run.asOf) >= Date.parse(newest.asOf) ? run : newest),
      null,
    );
}
