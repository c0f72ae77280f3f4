import { publishNewestSnapshot, type SnapshotSummary } from "../../app/serving/publish-snapshot.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";

/** Builds the file that `serve` reads, of the newest run. */
export const snapshot: Command<[]> = async context => {
  print(context, await publishNewestSnapshot(context.dataDir), renderSnapshot);
  return EXIT.ok;
};

function renderSnapshot({ runId, isNew, path }: SnapshotSummary): string {
  return isNew ? `Snapshot of ${runId}: ${path}\n` : `${runId} has its snapshot already: ${path}\n`;
}
