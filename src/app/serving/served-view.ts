import type { HandleQuery } from "../../domain/handle-query.ts";
import type { NetworkName } from "../../domain/network.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import type { HistoryPoint, RankedEntry, RunReader, StoredAccount } from "../../snapshot/contract.ts";
import type { Ontology } from "../../topics/ontology.ts";
import type { Located } from "../locate-account.ts";
import type { Claim } from "./claims.ts";

/** Who is named: everybody (`open`, loopback only), who claimed the profile, or also who is open to indexing. */
export type PublishMode = "open" | "claimed" | "indexable";

/** One line of a search by the beginning of a handle or display name. */
export interface SearchHit {
  /** Text that asks for the account. */
  readonly handle: string;
  readonly network: NetworkName;
  readonly account_id: string;
  readonly display_name: string | null;
  /** 0..100; null: not enough data. */
  readonly score: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** 0..1. */
  readonly coverage: number | null;
}

/** How scores are spread among the ranked accounts of a network, or identities over all networks. */
export interface Distribution {
  /** Null: identities over all networks. */
  readonly network: NetworkName | null;
  /** How many have a score. */
  readonly size: number;
  /** For each whole score 0..100, the share (0..100) with a smaller score, equal ones counted half. */
  readonly percentiles: readonly { readonly score: number; readonly percentile: number }[];
  /** People by decade of the score, 0..9 first. */
  readonly decades: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

/** A page of a leaderboard. */
export interface LeaderboardPage {
  readonly entries: readonly RankedEntry[];
  /** How many are ranked in all. */
  readonly size: number;
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

/** One published snapshot as it is served: the same for the whole of a request, whatever is published meanwhile.
 *  Everything that is asked of it leaves out who is forgotten, protected or, by the publish mode, not to be named. */
export interface ServedView {
  /** Changes with each snapshot and with each change of who may be named; part of every ETag. */
  readonly version: string;
  readonly publish: PublishMode;
  /** UTC ISO, when the snapshot was published. */
  readonly publishedAt: string;
  readonly reader: RunReader;
  /** The topics of the run. */
  readonly ontology: Ontology;
  /** The model of the run. */
  readonly model: ScoringModel;
  /** @throws CliError (unknown handle) when nobody is served under `query`. */
  locate(query: HandleQuery): Promise<Located>;
  /** Published scores of an account, oldest first. */
  history(account: StoredAccount): Promise<readonly HistoryPoint[]>;
  /** What the account's owner claimed and stated; null when nobody did. */
  claimOf(account: Pick<StoredAccount, "network" | "accountId">): Claim | null;
  /** Those whose handle or name begins with `prefix`, case ignored, the highest score first. */
  search(prefix: string, limit: number): Promise<readonly SearchHit[]>;
  leaderboard(options: {
    readonly network?: NetworkName;
    readonly cursor?: string;
    readonly limit: number;
  }): Promise<LeaderboardPage>;
  distribution(network: NetworkName | null): Promise<Distribution>;
  /** Digits minted once for the account's identity, the same in every run. */
  kloutIdOf(identityId: string): Promise<string>;
  /** The identity's strongest account; null when no such id was minted or nobody is served under it. */
  accountOfKloutId(kloutId: string): Promise<StoredAccount | null>;
}

/** The snapshots of a lake, newest first served. */
export interface ServedSnapshots {
  /** What `work` returns, given the newest snapshot, which stays open until it is done.
   *  @throws CliError when nothing has been published yet. */
  withView<T>(work: (view: ServedView) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
