import { CliError, EXIT } from "../../domain/errors.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { Claim } from "../../lake/claims.ts";
import type { Lake } from "../../lake/contract.ts";
import { identityOfKloutId, kloutIdOf } from "../../lake/klout-ids.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import type { RankedEntry, StoredAccount } from "../../snapshot/contract.ts";
import type { SnapshotFile } from "../../snapshot/file/open-snapshot.ts";
import { rankedEntries } from "../../snapshot/file/ranking.ts";
import { historyIn, readSnapshot } from "../../snapshot/file/read-snapshot.ts";
import { searchNames } from "../../snapshot/file/search-names.ts";
import type { Visibility } from "../../snapshot/file/stored-account.ts";
import { handleOf } from "../build-score-answer.ts";
import { howToGet } from "../how-to-get.ts";
import { ontologyInUse } from "../topics/ontology-in-use.ts";
import { readCursor, toCursor } from "./cursor.ts";
import type { PublishMode, SearchHit, ServedView } from "./served-view.ts";

const NOBODY = { size: 0, percentiles: [], decades: [] };

/** A view of one snapshot file under one state of who may be named. */
export function createView(options: {
  readonly lake: Lake;
  readonly file: SnapshotFile;
  readonly model: ScoringModel;
  readonly publish: PublishMode;
  readonly version: string;
  readonly visibility: Visibility;
  readonly claims: ReadonlyMap<string, Claim>;
}): ServedView {
  const { lake, file, model, publish, version, visibility, claims } = options;
  const reader = readSnapshot(file, visibility);
  const { spreads, publishedAt } = file.meta;
  const strongest = (accounts: readonly StoredAccount[]) =>
    accounts.toSorted((a, b) => scoreIn(file, b) - scoreIn(file, a))[0] ?? null;
  return {
    version,
    publish,
    publishedAt,
    reader,
    ontology: ontologyInUse(lake.dir),
    model,
    async locate(query) {
      const account = await reader.findAccount(query);
      if (account === null) throw new CliError(howToGet(query), EXIT.unknownHandle);
      return { kind: "held", account, reader };
    },
    history: async account => historyIn(file, account),
    claimOf: account => claims.get(`${account.network}:${account.accountId}`) ?? null,
    async search(prefix, limit) {
      const hits: SearchHit[] = [];
      for (const person of searchNames(file, prefix)) {
        if (hits.length >= limit) break;
        if (visibility.isShown(person)) hits.push(toHit(person));
      }
      return hits;
    },
    async leaderboard({ network, cursor, limit }) {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const entries: RankedEntry[] = [];
      let hasMore = false;
      for (const { entry, people } of rankedEntries(file, network, after)) {
        if (!people.every(visibility.isListed)) continue;
        hasMore = entries.length === limit;
        if (hasMore) break;
        entries.push(entry);
      }
      const last = entries.at(-1);
      return {
        entries,
        size: spreads[network ?? ""]?.size ?? 0,
        nextCursor: hasMore && last !== undefined ? toCursor(last) : null,
      };
    },
    distribution: async network => ({ network, ...(spreads[network ?? ""] ?? NOBODY) }),
    kloutIdOf: async identityId => kloutIdOf(lake, identityId),
    async accountOfKloutId(kloutId) {
      const identityId = identityOfKloutId(lake, kloutId);
      if (identityId === null) return null;
      const members = await reader.members(identityId);
      if (members.length > 0) return strongest(members);
      // The account may have been linked to an older one since: then it stands under that one's identity.
      const colon = identityId.indexOf(":");
      const network = identityId.slice(0, colon) as NetworkName;
      return reader.findAccount({ network, kind: "id", value: identityId.slice(colon + 1) });
    },
  };
}

function toHit(person: {
  readonly network: NetworkName;
  readonly accountId: string;
  readonly handle: string | null;
  readonly displayName: string | null;
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly coverage: number | null;
}): SearchHit {
  return {
    handle: handleOf(person),
    network: person.network,
    account_id: person.accountId,
    display_name: person.displayName,
    score: person.score,
    low: person.low,
    high: person.high,
    coverage: person.coverage,
  };
}

function scoreIn(file: SnapshotFile, { network, accountId }: StoredAccount): number {
  const [score] =
    file.row("SELECT score FROM accounts WHERE account_id = ? AND network = ?", accountId, network) ?? [];
  return typeof score === "number" ? score : -1;
}
