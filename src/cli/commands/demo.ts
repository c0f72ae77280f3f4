import { homedir } from "node:os";
import { join } from "node:path";
import { demo as makeDemo } from "../../app/demo.ts";
import { explainHandle } from "../../app/explain-handle.ts";
import { scoreHandles } from "../../app/score-handles.ts";
import { publishNewestSnapshot } from "../../app/serving/publish-snapshot.ts";
import { topList } from "../../app/top-list.ts";
import { EXIT } from "../../domain/errors.ts";
import { type Command, print } from "../command-context.ts";
import { renderDemo } from "../render-demo.ts";
import { serveUntilStopped } from "./serve.ts";

export interface DemoFlags {
  /** True for --serve, false for --no-serve. */
  readonly serve?: boolean | undefined;
  readonly port?: string;
}

const EXPLAINED = "x:@ines_okafor";

/** Makes a fictional town with its cast, scores it, prints a ranked table, one explained score and where to look next,
 *  and on a terminal serves its pages. Without --data it lives in ~/.renown-demo, apart from real data. */
export const demo: Command<[flags: DemoFlags]> = async (context, flags) => {
  const dataDir = context.isDataDirGiven ? context.dataDir : join(homedir(), ".renown-demo");
  const progress = context.progress.report;
  const summary = await makeDemo({ dataDir, progress });
  const top = await topList({ dataDir, limit: 10 });
  const cast = await scoreHandles(
    summary.cast.map(({ handle }) => handle),
    { dataDir, progress },
  );
  const explanation = await explainHandle(EXPLAINED, { dataDir, limit: 3, progress });
  print(context, { ...summary, top, cast, explanation }, () =>
    renderDemo({ summary, top, cast, explanation }, context.style),
  );
  if (!(flags.serve ?? (context.terminal.isInteractive && !context.isJson))) return EXIT.ok;
  await publishNewestSnapshot(dataDir);
  return serveUntilStopped(context, dataDir, {
    processes: "1",
    ...(flags.port === undefined ? { orFreePort: true } : { port: flags.port }),
  });
};
