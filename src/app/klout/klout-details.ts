import { KLOUT_STYLE_NAMES } from "../../vocabularies/klout-style.ts";
import type { ServedView } from "../serving/served-view.ts";
import type { VocabularyAnswer } from "../vocabulary-answer.ts";
import { vocabularyAnswers } from "../vocabulary-answer.ts";
import type { KloutProfile } from "./klout-profile.ts";

/** What the first version of Klout's API told beside the score, of the account that was asked for. Null: not observed. */
export interface KloutDetails {
  readonly trueReach: number | null;
  readonly amplification: number | null;
  readonly networkImpact: number | null;
  readonly style: { readonly id: number; readonly name: string; readonly description: string } | null;
  /** Why there is no style; null when there is one. */
  readonly styleReason: string | null;
}

/** The details of `profile` from the evidence of its account. */
export async function kloutDetails(view: ServedView, profile: KloutProfile): Promise<KloutDetails> {
  const { account } = profile;
  const styleRow = await view.reader.styleOf(account);
  const { klout } = vocabularyAnswers(account, styleRow, profile.score);
  const { name, why, reason } = klout.class;
  return {
    trueReach: measure(klout, "true_reach"),
    amplification: measure(klout, "amplification"),
    networkImpact: measure(klout, "network_impact"),
    style: name === null ? null : { id: styleId(name), name, description: why ?? "" },
    styleReason: reason,
  };
}

function measure(answer: VocabularyAnswer, name: string): number | null {
  return answer.measures.find(one => one.name === name)?.value ?? null;
}

/** 1..16. Row by row, the first place of the matrix last: so a Socializer is 10 as in Klout's sample answers. */
function styleId(name: string): number {
  return KLOUT_STYLE_NAMES.indexOf(name) || KLOUT_STYLE_NAMES.length;
}
