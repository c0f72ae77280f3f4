import { networkTitle } from "../domain/network-title.ts";
import { referencePercentile } from "../scoring/calibrate.ts";
import type { ScoringModel } from "../scoring/scoring-model.ts";
import type { RunReader, StoredAccount } from "../snapshot/contract.ts";
import type { AnswerPercentile } from "./score-answer.ts";

/** Where `score` stands, three ways: in the reference population, in this lake, among accounts of half to double
 *  the audience. Empty without a score; the lake's own are left out when the run was published with another model. */
export async function answerPercentiles(
  account: StoredAccount,
  score: number | null,
  reader: RunReader,
  model: ScoringModel,
): Promise<AnswerPercentile[]> {
  if (score === null) return [];
  const { population } = model;
  const reference: AnswerPercentile = {
    population: "reference",
    description: population.description,
    size: population.size,
    date: population.date,
    percentile: referencePercentile(score, model.calibration),
  };
  if (reader.stamp.modelId !== model.id) return [reference];
  const date = reader.populationAsOf ?? reader.stamp.asOf;
  const lake = await reader.standingInLake(account.network, score);
  const ranked = `ranked ${networkTitle(account.network)} accounts with enough data`;
  const followers = account.features["followers_count"];
  const answers: AnswerPercentile[] = [reference, { population: "lake", description: ranked, date, ...lake }];
  if (typeof followers !== "number" || followers <= 0) return answers;
  const low = Math.ceil(followers / 2);
  const high = followers * 2;
  const similar = await reader.standingAmongSimilar(account.network, score, followers);
  return [
    ...answers,
    {
      population: "similar_audience",
      description: `${ranked} and ${grouped(low)} to ${grouped(high)} followers`,
      date,
      ...similar,
    },
  ];
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
