import type { ServedSnapshots, ServedView } from "../app/serving/served-view.ts";
import { CliError } from "../domain/errors.ts";

/** What `work` returns, given the newest snapshot, or null before anything was published. */
export async function withViewIfAny<T>(
  snapshots: ServedSnapshots,
  work: (view: ServedView | null) => Promise<T>,
): Promise<T> {
  let isOpen = false;
  try {
    return await snapshots.withView(view => {
      isOpen = true;
      return work(view);
    });
  } catch (error) {
    if (isOpen || !(error instanceof CliError)) throw error;
    return work(null);
  }
}
