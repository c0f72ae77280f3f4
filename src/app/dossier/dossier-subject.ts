import { featureNamed, type PaidFeatureName } from "../../features/registry.ts";
import { referenceScore } from "../../scoring/score-account.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { buildScoreAnswer } from "../build-score-answer.ts";
import type { Located } from "../locate-account.ts";
import type { FoundSubject, Statement } from "./dossier.ts";
import { dossierPosts, noPosts, type TopicPosts } from "./dossier-posts.ts";
import { observedShares } from "./observed-shares.ts";

const NO_EVIDENCE = "Nothing of the window is known of the account.";

export interface SubjectOptions {
  /** The person's own; null when there is none. */
  readonly statement: Statement | null;
  /** Its posts on the topic asked for; null when none was. */
  readonly topic: TopicPosts | null;
}

/** What a dossier tells about one account. */
export async function dossierSubject(
  located: Located,
  model: ScoringModel,
  { statement, topic }: SubjectOptions,
): Promise<FoundSubject> {
  const answer = await buildScoreAnswer(located, model);
  const { network } = located.account;
  const isHeld = located.kind === "held";
  return {
    kind: "found",
    network,
    answer,
    baseline_score: referenceScore(network, model),
    labels: featureLabels(answer.contributions.map(({ feature }) => feature)),
    posts: isHeld
      ? await dossierPosts(located.account, located.reader, topic)
      : noPosts(answer.reason ?? NO_EVIDENCE),
    observed: isHeld && !located.account.isProtected ? observedShares(located.account) : [],
    statement,
  };
}

/** The short name of each paid feature, by feature. */
export function featureLabels(features: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    features.map(feature => [feature, featureNamed(feature as PaidFeatureName).label]),
  );
}
