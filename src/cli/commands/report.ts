import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { DossierSubject } from "../../app/dossier/dossier.ts";
import { reportHandles } from "../../app/report-handles.ts";
import { CliError, EXIT, type ExitCode } from "../../domain/errors.ts";
import { writeFileAtomically } from "../../platform/atomic-file.ts";
import { renderDossier } from "../../web/dossier/render-dossier.ts";
import type { Command } from "../command-context.ts";
import { readNetwork, readTime } from "../option-values.ts";
import { plain } from "../style.ts";

export interface ReportFlags {
  readonly out: string;
  readonly network?: string;
  readonly asOf?: string;
  readonly model?: string;
  readonly topic?: string;
}

/** Writes the dossier of the handles as one HTML file and says what became of each; with --json one object a line.
 *  Answers the highest code. */
export const report: Command<[handles: readonly string[], flags: ReportFlags]> = async (
  context,
  handles,
  flags,
) => {
  const { dossier, exitCodes } = await reportHandles(handles, {
    dataDir: context.dataDir,
    progress: context.progress.report,
    ...(flags.network !== undefined && { network: readNetwork(flags.network) }),
    ...(flags.asOf !== undefined && { asOf: readTime("--as-of", flags.asOf) }),
    ...(flags.model !== undefined && { modelId: flags.model }),
    ...(flags.topic !== undefined && { topic: flags.topic }),
  });
  const path = resolve(flags.out);
  await write(path, renderDossier(dossier));
  context.progress.clear();
  const { out } = context.terminal;
  dossier.subjects.forEach((subject, i) => {
    const line = { handle: handles[i]!, ...outcome(subject), out: path, exit_code: exitCodes[i]! };
    if (context.isJson) out(`${JSON.stringify({ schema_version: "1.0", ...line })}\n`);
    else out(`${plain(line.handle)}: ${line.reason === null ? "in the dossier" : plain(line.reason)}\n`);
  });
  if (!context.isJson) out(`Wrote ${path}\nOpen it: ${pathToFileURL(path).href}\n`);
  return Math.max(EXIT.ok, ...exitCodes) as ExitCode;
};

/** Why a subject has no score or is missing; null when it has one. The number itself stands last in the file. */
function outcome(subject: DossierSubject): { readonly is_found: boolean; readonly reason: string | null } {
  return subject.kind === "missing"
    ? { is_found: false, reason: subject.reason }
    : { is_found: true, reason: subject.answer.reason };
}

async function write(path: string, html: string): Promise<void> {
  try {
    await writeFileAtomically(path, html);
  } catch (cause) {
    throw new CliError(
      `--out ${path} cannot be written: ${(cause as Error).message}. Name a file in a folder that exists.`,
      EXIT.failure,
      { cause },
    );
  }
}
