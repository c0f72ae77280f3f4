import type { RunReader, StoredAccount } from "../../snapshot/contract.ts";

/** `reader`, over one account computed on demand, with everybody it is compared with taken from the newest published
 *  run: few accounts that were fetched are no population. Without a published run there is nobody to compare with. Accounts linked with `subject` are
 *  taken from the published run where it holds them. */
export function besidePublished(
  reader: RunReader,
  published: RunReader | null,
  subject: Pick<StoredAccount, "network" | "accountId">,
): RunReader {
  const nobody = { size: 0, percentile: null } as const;
  return {
    ...reader,
    populationAsOf: published?.stamp.asOf ?? reader.stamp.asOf,
    async findAccount(query) {
      const found = await reader.findAccount(query);
      return found === null ? null : { ...found, isRanked: false };
    },
    standingInLake: async (network, score) => published?.standingInLake(network, score) ?? nobody,
    standingAmongSimilar: async (network, score, followers) =>
      published?.standingAmongSimilar(network, score, followers) ?? nobody,
    featurePercentiles: async (account, features) => published?.featurePercentiles(account, features) ?? {},
    top: async options => published?.top(options) ?? [],
    rankedCount: async network => published?.rankedCount(network) ?? 0,
    async qualities(account, names) {
      const own = await reader.qualities(account, names);
      return own === null ? null : { ...own, standings: {} };
    },
    async peopleBehind(account, limit) {
      const people = await reader.peopleBehind(account, limit);
      // Nobody's acts on these people were read, so what was computed of them is no score.
      return people.map(person => ({ ...person, score: null }));
    },
    async peopleAround(account, side, limit) {
      const people = await reader.peopleAround(account, side, limit);
      return people.map(person => ({ ...person, score: null }));
    },
    async members(identityId) {
      const members = await reader.members(identityId);
      const known = members.map(async member => {
        const { network, accountId } = member;
        if (network === subject.network && accountId === subject.accountId) return member;
        return (await published?.findAccount({ network, kind: "id", value: accountId })) ?? member;
      });
      return Promise.all(known);
    },
  };
}
