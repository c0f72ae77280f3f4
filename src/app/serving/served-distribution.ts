import type { NetworkName } from "../../domain/network.ts";
import { rankedPopulation } from "../top-list.ts";
import { type AnswerStamp, stampOfView } from "./answer-stamp.ts";
import type { Distribution, ServedView } from "./served-view.ts";

/** How scores are spread, with who is counted in words. */
export type ServedDistribution = AnswerStamp & Distribution & { readonly description: string };

/** How the scores of the ranked identities, or of the accounts of one network, are spread. */
export async function servedDistribution(
  view: ServedView,
  network: NetworkName | null,
): Promise<ServedDistribution> {
  const spread = await view.distribution(network);
  return { ...stampOfView(view), description: rankedPopulation(network ?? undefined), ...spread };
}
