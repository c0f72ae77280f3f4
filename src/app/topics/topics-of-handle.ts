import { EXIT } from "../../domain/errors.ts";
import { parseHandle } from "../../domain/handle.ts";
import type { TopicChoice } from "../../domain/topic-choice.ts";
import type { Ontology } from "../../topics/ontology.ts";
import { TOPIC_SCALE_ID } from "../../topics/person/topic-scale.ts";
import { handleOf, PROTECTED } from "../build-score-answer.ts";
import { notYet } from "../carried-notes.ts";
import { withLake } from "../lake-session.ts";
import { loadModel } from "../load-model.ts";
import { AccountLocator, type Located } from "../locate-account.ts";
import type { ScoreOptions } from "../score-handles.ts";
import { ownScoreOf } from "../serving/own-score.ts";
import { listedTopics } from "./listed-topics.ts";
import { ontologyInUse } from "./ontology-in-use.ts";
import { interestsOf, type TopicAnswer, toTopicAnswer, totalsById } from "./topic-answer.ts";

/** What every answer about topics of an account carries. */
export interface TopicStamp {
  readonly schema_version: "1.0";
  readonly handle: string;
  readonly network: string;
  readonly account_id: string;
  readonly display_name: string | null;
  /** Share of the evidence about the account that could be observed, 0..1. */
  readonly coverage: number;
  readonly as_of: string;
  readonly model: string;
  /** Version of the scale of expertise. */
  readonly topic_scale: string;
  readonly basis: "published" | "on_demand";
  /** What must be shown with the names of topics; null for the built-in ontology. */
  readonly credit: string | null;
  readonly intended_use: string;
}

/** The answer of `renown topics HANDLE`. */
export interface TopicsOfHandle extends TopicStamp {
  /** People act on it about these, the highest expertise first. */
  readonly influence: readonly TopicAnswer[];
  /** It only writes about these or acts on them, the largest share first. */
  readonly interests: readonly TopicAnswer[];
  /** Every area of both, each post counted once. */
  readonly areas: readonly TopicAnswer[];
  /** What the person chose. */
  readonly choices: readonly Omit<TopicChoice, "network" | "accountId">[];
  /** Why nothing is listed; null when something is. */
  readonly reason: string | null;
}

export type TopicOptions = Omit<ScoreOptions, "modelId">;

const OLD_RUN = "This run was published before topics were kept: run `renown run` again.";
const NOTHING =
  "No topic has repeated evidence from several people and days: at least three people beyond the best post and posts " +
  "of four days, or five posts and acts over three days.";

/** The topics of `handle`: those it moves people about, and those it only follows.
 *  @throws CliError when the handle is malformed or unknown. */
export async function topicsOfHandle(handle: string, options: TopicOptions): Promise<TopicsOfHandle> {
  const query = parseHandle(handle, options.network);
  return withLake(
    options.dataDir,
    async session => {
      const located = await new AccountLocator(session, options).locate(query);
      const { account } = located;
      const choices = session.lake
        .topicChoices()
        .filter(({ network, accountId }) => network === account.network && accountId === account.accountId)
        .map(({ topicId, choice, at }) => ({ topicId, choice, at }));
      return { ...(await topicsOfLocated(located, ontologyInUse(session.lake.dir))), choices };
    },
    EXIT.unknownHandle,
  );
}

/** The topics of a found account, without what the person chose. */
export async function topicsOfLocated(
  located: Located,
  ontology: Ontology,
): Promise<Omit<TopicsOfHandle, "choices">> {
  const stamp = topicStamp(located, ontology);
  const reason = whyNoTopics(located);
  if (located.kind !== "held" || reason !== null)
    return { ...stamp, influence: [], interests: [], areas: [], reason };
  const { reader } = located;
  const topics = await reader.topicsOf(located.account);
  const totals = totalsById(await reader.topicTotals());
  const answers = topics.map(topic => toTopicAnswer(topic, totals));
  const listed = listedTopics(topics, totals);
  const listedAnswers = listed.map(topic => answers[topics.indexOf(topic)]!);
  return {
    ...stamp,
    influence: listedAnswers.filter((_, i) => listed[i]!.is_influence),
    interests: interestsOf(listed, listedAnswers),
    areas: answers.filter(({ level }) => level === "area"),
    reason: topics.length > 0 ? null : ((await notYet(located.account, reader)) ?? NOTHING),
  };
}

/** The stamp of an answer about the topics of an account. */
export function topicStamp(located: Located, ontology: Ontology): TopicStamp {
  const { account } = located;
  const stamp = located.kind === "held" ? located.reader.stamp : located.stamp;
  const model = loadModel(stamp.modelId);
  return {
    schema_version: "1.0",
    handle: handleOf(account),
    network: account.network,
    account_id: account.accountId,
    display_name: account.displayName,
    coverage: ownScoreOf(located, model).coverage,
    as_of: stamp.partsAsOf ?? stamp.asOf,
    model: stamp.modelId,
    topic_scale: TOPIC_SCALE_ID,
    basis: stamp.basis,
    credit: ontology.credit,
    intended_use: model.intendedUse,
  };
}

/** Why an account can have no topics at all; null when it can. */
export function whyNoTopics(located: Located): string | null {
  if (located.account.isProtected) return PROTECTED;
  if (located.kind !== "held") return NOTHING;
  return located.reader.hasTopics ? null : OLD_RUN;
}
