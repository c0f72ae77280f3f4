import { CliError, EXIT, type ExitCode } from "../domain/errors.ts";
import { parseHandle } from "../domain/handle.ts";
import type { Topic } from "../topics/ontology.ts";
import type { Dossier, DossierSubject } from "./dossier/dossier.ts";
import { dossierSubject } from "./dossier/dossier-subject.ts";
import { statementOf } from "./dossier/statement-of.ts";
import { topicPostsOf } from "./dossier/topic-posts-of.ts";
import { withLake } from "./lake-session.ts";
import { DEFAULT_MODEL_ID, loadModel } from "./load-model.ts";
import { AccountLocator } from "./locate-account.ts";
import type { ScoreOptions } from "./score-handles.ts";
import { type Claims, claimsIn } from "./serving/claims.ts";
import { requireTopic } from "./topics/find-topic.ts";
import { ontologyInUse } from "./topics/ontology-in-use.ts";

/** A dossier, and the exit code of each of its subjects, in the same order. */
export interface Report {
  readonly dossier: Dossier;
  readonly exitCodes: readonly ExitCode[];
}

/** The dossier of `handles`, in the order given. A malformed or unknown handle is a subject with its reason.
 *  @throws CliError when there is no lake, ConfigProblem for a model or topic there is not. */
export async function reportHandles(
  handles: readonly string[],
  options: ScoreOptions & {
    /** Slug or name of a topic whose posts are shown too. */
    readonly topic?: string;
  },
): Promise<Report> {
  const topic =
    options.topic === undefined ? null : requireTopic(ontologyInUse(options.dataDir), options.topic);
  if (options.modelId !== undefined) loadModel(options.modelId);
  return withLake(
    options.dataDir,
    async session => {
      const locator = new AccountLocator(session, options);
      const claims = claimsIn(session.lake);
      const subjects: DossierSubject[] = [];
      const exitCodes: ExitCode[] = [];
      for (const handle of handles) {
        const { subject, exitCode } = await subjectOf(locator, claims, handle, options, topic);
        subjects.push(subject);
        exitCodes.push(exitCode);
      }
      const found = subjects.find(subject => subject.kind === "found");
      const intended_use =
        found?.answer.intended_use ?? loadModel(options.modelId ?? DEFAULT_MODEL_ID).intendedUse;
      return { dossier: { schema_version: "1.0", subjects, intended_use }, exitCodes };
    },
    EXIT.unknownHandle,
  );
}

async function subjectOf(
  locator: AccountLocator,
  claims: Claims,
  handle: string,
  options: ScoreOptions,
  topic: Topic | null,
): Promise<{ readonly subject: DossierSubject; readonly exitCode: ExitCode }> {
  try {
    const located = await locator.locate(parseHandle(handle, options.network));
    const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
    const model = loadModel(options.modelId ?? stamp.modelId);
    const subject = await dossierSubject(located, model, {
      statement: statementOf(claims, located.account),
      topic: await topicPostsOf(located, topic),
    });
    return { subject, exitCode: subject.answer.score === null ? EXIT.notEnoughData : EXIT.ok };
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode === EXIT.failure) throw error;
    return { subject: { kind: "missing", handle, reason: error.message }, exitCode: error.exitCode };
  }
}
