import type { AroundSide, PersonAround, StoredAccount } from "../../snapshot/contract.ts";
import type { ServedView } from "../serving/served-view.ts";
import { type KloutProfile, kloutProfile, membersOf } from "./klout-profile.ts";

/** People on one side of an identity. */
export interface InfluenceSide {
  /** At most five, the strongest tie first; only people with a score who may be named. */
  readonly people: readonly KloutProfile[];
  /** Accounts on that side in all, also those that are not named. */
  readonly count: number;
}

const SHOWN = 5;
/** Asked for of each network, since some have no score of their own. */
const CANDIDATES = 20;

/** Who moves the identity of `account` (`moved_by`) or whom it moves (`moves`), over all its networks. */
export async function influenceSide(
  view: ServedView,
  account: StoredAccount,
  side: AroundSide,
): Promise<InfluenceSide> {
  const { reader } = view;
  const found: { readonly member: StoredAccount; readonly person: PersonAround }[] = [];
  let count = 0;
  for (const member of await membersOf(view, account)) {
    count += (await reader.countAround(member, side)).people_count;
    const people = await reader.peopleAround(member, side, CANDIDATES);
    found.push(...people.map(person => ({ member, person })));
  }
  const tie = (person: PersonAround) =>
    side === "moved_by" ? person.attention_share : person.passed_standing;
  const ordered = found.toSorted((a, b) => tie(b.person) - tie(a.person));
  const people = new Map<string, KloutProfile>();
  for (const { member, person } of ordered) {
    if (people.size === SHOWN) break;
    const query = { network: member.network, kind: "id", value: person.account_id } as const;
    const stored = await reader.findAccount(query);
    const profile = stored === null ? null : await kloutProfile(view, stored);
    const isNew = profile !== null && stored?.identityId !== account.identityId;
    if (isNew && !people.has(profile.kloutId)) people.set(profile.kloutId, profile);
  }
  return { people: [...people.values()], count };
}
