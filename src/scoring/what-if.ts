import type { PaidFeatureName } from "../features/registry.ts";
import type { AccountEvidence, FeatureVector } from "./account-evidence.ts";
import { scoreAccount } from "./score-account.ts";
import type { ScoringModel } from "./scoring-model.ts";

/** Somebody's one more act, as the newest run lets it be foreseen. */
export interface ForeseenAct {
  /** How the person is named in the sentence. */
  readonly who: string;
  /** What the act adds to the account's standing (1 = an account nobody acted on). */
  readonly standingGain: number;
  /** What it adds to the engaged people: 1 for a new, selective person, less for others. */
  readonly peopleGain: number;
  /** Whether the person, newly acting, is one whom many others act on. */
  readonly isNewNotable: boolean;
}

/** An account whose next steps are weighed. */
export interface WhatIfAccount {
  readonly evidence: AccountEvidence;
  /** Bounds the effective reach; null: not observed. */
  readonly followersCount: number | null;
}

/** One step in what others do, and what it would move. */
export interface WhatIf {
  /** A condition without its conclusion: "If 10 more people liked a post of theirs". */
  readonly sentence: string;
  /** The feature that the step is about; others may move with it. */
  readonly feature: PaidFeatureName;
  /** Value of `feature` now and after the step. */
  readonly from: number;
  readonly to: number;
  /** Score points, 0 and more. */
  readonly points: number;
}

const REACTION_COUNTS = [
  "likes_received_count",
  "reposts_received_count",
  "replies_received_count",
  "quotes_received_count",
] as const;

/** Sizes of the steps, fixed so that two accounts are asked the same. */
const STEP = {
  people: 10,
  likes: 3,
  reposts: 1,
  replies: 1,
  quotes: 0.2,
  mentionsPerMonth: 5,
  lists: 5,
} as const;
const DAYS_A_MONTH = 30;
/** A step that moves less is not worth a line. */
const LEAST_POINTS = 0.05;
const ROUNDING = 1e-9;

interface Step {
  readonly sentence: string;
  readonly feature: PaidFeatureName;
  readonly features: FeatureVector;
}

/** The steps in what others do that would move the score most, the largest first, each evaluated by the model on all
 *  features that it would honestly change. Nothing the account could do by posting more or by buying is among them.
 *  `alike` is one more person like the strongest who acts already. Empty without enough evidence for a score. */
export function whatIf(
  account: WhatIfAccount,
  model: ScoringModel,
  options: { readonly alike: ForeseenAct | null; readonly limit: number },
): readonly WhatIf[] {
  const steps = [
    morePeople(account, model),
    ...morePerOriginal(account, model),
    mentions(account),
    lists(account, model),
    options.alike === null
      ? null
      : acted(
          account,
          model,
          options.alike,
          `If one more person like ${options.alike.who} reposted a post once`,
        ),
  ];
  return steps
    .filter(step => step !== null)
    .flatMap(step => judged(step, account, model) ?? [])
    .filter(step => Math.abs(step.points) >= LEAST_POINTS)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, options.limit);
}

/** What the score would gain if `act` happened: one repost, now. Null without enough evidence for a score, or where
 *  nothing that it would move was observed. */
export function whatIfActed(account: WhatIfAccount, model: ScoringModel, act: ForeseenAct): WhatIf | null {
  const step = acted(account, model, act, `If ${act.who} reposted a post once`);
  return step === null ? null : judged(step, account, model);
}

function judged(step: Step, { evidence }: WhatIfAccount, model: ScoringModel): WhatIf | null {
  const before = scoreAccount(evidence, model).score;
  const after = scoreAccount({ ...evidence, features: step.features }, model).score;
  const [from, to] = [evidence.features[step.feature], step.features[step.feature]];
  if (before === null || after === null || from === null || to === null) return null;
  // Rounding of the sum of latents may leave a trace on either side of zero.
  const points = Math.abs(after - before) < ROUNDING ? 0 : after - before;
  return { sentence: step.sentence, feature: step.feature, from, to, points };
}

function morePeople(account: WhatIfAccount, model: ScoringModel): Step | null {
  const { features, support } = account.evidence;
  if (features.engaged_people === null) return null;
  const known = support.engaged_people_count ?? 0;
  const standing = features.people_rank === null ? null : 10 ** features.people_rank;
  const each = standing === null || known < 1 ? 0 : (standing - 1) / known;
  return {
    sentence: `If ${STEP.people} more selective people, standing like those who act already, liked a post each`,
    feature: "engaged_people",
    features: {
      ...features,
      ...afterReactions(account, model, "likes_per_original", STEP.people),
      engaged_people: features.engaged_people + STEP.people,
      people_rank: rankAfter(features.people_rank, STEP.people * each),
    },
  };
}

const PER_ORIGINAL = [
  ["likes_per_original", STEP.likes, "each original drew 3 more likes"],
  ["reposts_per_original", STEP.reposts, "each original drew 1 more repost"],
  ["replies_per_original", STEP.replies, "each original drew 1 more reply"],
  ["quotes_per_original", STEP.quotes, "one original in five were quoted once more"],
] as const;

function morePerOriginal(account: WhatIfAccount, model: ScoringModel): readonly (Step | null)[] {
  const { evidence } = account;
  const originals = evidence.support.originals_count ?? 0;
  return PER_ORIGINAL.map(([feature, amount, words]) => {
    if (evidence.features[feature] === null || originals < 1) return null;
    const changed = afterReactions(account, model, feature, amount * originals);
    return {
      sentence: `If ${words}, from people who act already`,
      feature,
      features: { ...evidence.features, ...changed },
    };
  });
}

function mentions({ evidence: { features } }: WhatIfAccount): Step | null {
  if (features.mentions_per_day === null) return null;
  return {
    sentence: `If they were mentioned ${STEP.mentionsPerMonth} more times a month, by people who act already`,
    feature: "mentions_per_day",
    features: {
      ...features,
      mentions_per_day: features.mentions_per_day + STEP.mentionsPerMonth / DAYS_A_MONTH,
    },
  };
}

function lists(account: WhatIfAccount, model: ScoringModel): Step | null {
  const { features, support } = account.evidence;
  const { listed_count, effective_lists } = features;
  const feature = model.paidFeatures.includes("effective_lists") ? "effective_lists" : "listed_count";
  if (features[feature] === null) return null;
  const { lists_per_reaction, reach_per_list } = model.constants;
  const reactions = REACTION_COUNTS.reduce((sum, column) => sum + (support[column] ?? 0), 0);
  const most = Math.max(effective_lists ?? 0, lists_per_reaction * reactions);
  return {
    sentence: `If ${STEP.lists} more people put them on a public list`,
    feature,
    features: {
      ...features,
      ...afterReach(account, STEP.lists * reach_per_list),
      listed_count: listed_count === null ? null : listed_count + STEP.lists,
      effective_lists: effective_lists === null ? null : Math.min(most, effective_lists + STEP.lists),
    },
  };
}

function acted(account: WhatIfAccount, model: ScoringModel, act: ForeseenAct, sentence: string): Step | null {
  const { features } = account.evidence;
  const { people_rank, engaged_people, notable_engagers_count } = features;
  const feature = people_rank === null ? "reposts_per_original" : "people_rank";
  if (features[feature] === null) return null;
  return {
    sentence,
    feature,
    features: {
      ...features,
      ...afterReactions(account, model, "reposts_per_original", 1),
      people_rank: rankAfter(people_rank, act.standingGain),
      engaged_people: engaged_people === null ? null : engaged_people + act.peopleGain,
      notable_engagers_count:
        notable_engagers_count === null ? null : notable_engagers_count + (act.isNewNotable ? 1 : 0),
    },
  };
}

/** people_rank after the standing behind it gained; never below what it was, whatever rounding does. */
function rankAfter(rank: number | null, standingGain: number): number | null {
  return rank === null ? null : Math.max(rank, Math.log10(10 ** rank + standingGain));
}

/** The rate of `feature` and the effective reach after `count` more reactions of its kind to posts of the window. */
function afterReactions(
  account: WhatIfAccount,
  model: ScoringModel,
  feature: PaidFeatureName,
  count: number,
): Partial<FeatureVector> {
  const { features, support } = account.evidence;
  const { rate_prior_originals, reach_per_reaction } = model.constants;
  const rate = features[feature];
  const { originals_count } = support;
  return {
    ...(rate !== null &&
      originals_count !== null && { [feature]: rate + count / (originals_count + rate_prior_originals) }),
    ...afterReach(account, count * reach_per_reaction),
  };
}

/** Effective reach, and what is divided from it, when `more` followers count; never beyond all of them. */
function afterReach(
  { evidence: { features }, followersCount }: WhatIfAccount,
  more: number,
): Partial<FeatureVector> {
  const { effective_reach, reach_per_followed } = features;
  if (effective_reach === null || followersCount === null) return {};
  const reach = Math.max(effective_reach, Math.min(followersCount, effective_reach + more));
  return {
    effective_reach: reach,
    ...(reach_per_followed !== null &&
      effective_reach > 0 && { reach_per_followed: (reach_per_followed * reach) / effective_reach }),
  };
}
