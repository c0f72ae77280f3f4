import type { TopicChoice } from "../../domain/topic-choice.ts";
import type { Claim } from "../../lake/claims.ts";
import type { Lake } from "../../lake/contract.ts";
import type { PersonFlags, Visibility } from "../../snapshot/file/stored-account.ts";
import type { PublishMode } from "./served-view.ts";

/** What was learned since the snapshot was built, by `network:account_id`. */
export interface LaterProfiles {
  readonly isProtected: (network: PersonFlags["network"], accountId: string) => boolean;
  readonly isOptedOut: (network: PersonFlags["network"], accountId: string) => boolean;
}

/** Accounts whose answer is remembered by one view. */
const MOST_REMEMBERED = 50_000;

/** Who may be named under a publish mode: never who is forgotten, protected or hidden by their own claim; who opted
 *  out of discovery only when they claimed the profile, and in no leaderboard. */
export function visibilityOf(
  lake: Lake,
  publish: PublishMode,
  options: {
    readonly claims: ReadonlyMap<string, Claim>;
    readonly hasForgotten: boolean;
    readonly later: LaterProfiles | null;
    /** What people chose about topics of their own. */
    readonly topicChoices: readonly TopicChoice[];
  },
): Visibility {
  const { claims, hasForgotten, later } = options;
  const forgotten = new Map<string, boolean>();
  const isForgotten = ({ network, accountId }: PersonFlags, key: string) => {
    const known = forgotten.get(key);
    if (known !== undefined) return known;
    const answer = lake.isForgotten(network, accountId);
    if (forgotten.size < MOST_REMEMBERED) forgotten.set(key, answer);
    return answer;
  };
  const isOptedOut = (person: PersonFlags) =>
    person.isIndexable === false || later?.isOptedOut(person.network, person.accountId) === true;
  const isShown = (person: PersonFlags) => {
    if (person.isProtected || later?.isProtected(person.network, person.accountId) === true) return false;
    const key = `${person.network}:${person.accountId}`;
    if (hasForgotten && isForgotten(person, key)) return false;
    const claim = claims.get(key);
    if (claim !== undefined) return !claim.isHidden;
    if (publish === "claimed" || isOptedOut(person)) return false;
    return publish === "open" || person.isIndexable === true;
  };
  const hiddenTopics = new Set(
    options.topicChoices
      .filter(({ choice }) => choice !== "shown")
      .map(({ network, accountId, topicId }) => `${network}:${accountId} ${topicId}`),
  );
  return {
    isShown,
    isListed: person => !isOptedOut(person) && isShown(person),
    isTopicHidden: (network, id, topicId) => hiddenTopics.has(`${network}:${id} ${topicId}`),
  };
}
