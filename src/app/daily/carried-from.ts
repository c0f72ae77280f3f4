import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublishedRun } from "../../lake/contract.ts";

/** Where the parts of a run beside the scores were computed, when it was not in the run itself. */
export interface CarriedFrom {
  /** The run that computed them. */
  readonly runId: string;
  /** End of the window that the parts were computed for, UTC ISO. */
  readonly asOf: string;
}

/** Where the parts of `run` come from; null when it computed them itself. */
export function carriedFrom(run: Pick<PublishedRun, "dir">): CarriedFrom | null {
  const carried = manifestOf(run)?.carried ?? null;
  return carried && { runId: carried.run_id, asOf: carried.as_of };
}

/** What the parts of `run` were computed under, as `partsKey` gives it; null for runs of before it was kept. */
export function partsKeyOf(run: Pick<PublishedRun, "dir">): string | null {
  return manifestOf(run)?.parts_key ?? null;
}

interface PartsManifest {
  readonly parts_key?: string;
  readonly carried?: { readonly run_id: string; readonly as_of: string } | null;
}

function manifestOf({ dir }: Pick<PublishedRun, "dir">): PartsManifest | null {
  const path = join(dir, "manifest.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}
