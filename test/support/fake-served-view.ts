import { scoreOf } from "../../src/app/build-score-answer.ts";
import { loadModel } from "../../src/app/load-model.ts";
import type { ServedSnapshots, ServedView } from "../../src/app/serving/served-view.ts";
import { CliError, EXIT } from "../../src/domain/errors.ts";
import type { HandleQuery } from "../../src/domain/handle-query.ts";
import type { NetworkName } from "../../src/domain/network.ts";
import { PAID_FEATURE_NAMES } from "../../src/features/registry.ts";
import { SUPPORT_COLUMNS } from "../../src/scoring/account-evidence.ts";
import type {
  AroundSide,
  HistoryPoint,
  PersonAround,
  RunReader,
  StoredAccount,
} from "../../src/snapshot/contract.ts";

/** An account of a made-up snapshot. */
export interface FakeAccount {
  readonly network: NetworkName;
  readonly id: string;
  readonly handle: string | null;
  /** Drives every feature; null: not enough data. */
  readonly engaged: number | null;
  readonly identityId?: string;
  readonly isProtected?: boolean;
  readonly features?: Readonly<Record<string, number | null>>;
  readonly style?: Readonly<Record<string, number | null>>;
  readonly history?: readonly Pick<HistoryPoint, "as_of" | "score">[];
  /** Ids on its own network, the strongest tie first, and accounts there that are not shown. */
  readonly around?: Readonly<Partial<Record<AroundSide, readonly string[]>>>;
  readonly hiddenCount?: number;
}

export const FAKE_AS_OF = "2026-10-31T00:00:00.000Z";

/** A snapshot over `accounts`; kloutIds are digits counted up from 900000000000000017 in the order of identities. */
export function fakeServedView(accounts: readonly FakeAccount[]): ServedView {
  const model = loadModel();
  const stored = accounts.map(toStored);
  const fakes = new Map(stored.map((account, i) => [account, accounts[i]!]));
  const identities = [...new Set(stored.map(account => account.identityId))];
  const firstId = 900000000000000017n;
  const find = ({ network, kind, value }: HandleQuery) =>
    stored.find(
      account =>
        account.network === network &&
        (kind === "id" ? account.accountId === value : account.handle?.toLowerCase() === value.toLowerCase()),
    ) ?? null;
  const reader: Partial<RunReader> = {
    audienceOf: async () => null,
    stamp: { basis: "published", runId: "run-000001", asOf: FAKE_AS_OF, modelId: model.id },
    findAccount: async query => find(query),
    members: async id => stored.filter(account => account.identityId === id),
    styleOf: async account => fakes.get(account)?.style ?? null,
    peopleAround: async (account, side, limit) =>
      (fakes.get(account)?.around?.[side] ?? []).slice(0, limit).map((id, i) => person(id, 1 / (i + 2))),
    countAround: async (account, side) => {
      const shown = fakes.get(account)?.around?.[side]?.length ?? 0;
      const hidden = fakes.get(account)?.hiddenCount ?? 0;
      return { people_count: shown + hidden, hidden_people_count: hidden };
    },
  };
  const view: Partial<ServedView> = {
    version: "1",
    publish: "open",
    publishedAt: FAKE_AS_OF,
    model,
    reader: reader as RunReader,
    async locate(query) {
      const account = find(query);
      if (account === null) throw new CliError("nobody", EXIT.unknownHandle);
      return { kind: "held", account, reader: reader as RunReader };
    },
    history: async account =>
      (fakes.get(account)?.history ?? []).map(point => ({
        published_at: point.as_of,
        model: model.id,
        low: null,
        high: null,
        coverage: null,
        ...point,
      })),
    kloutIdOf: async id => String(firstId + BigInt(identities.indexOf(id))),
    async accountOfKloutId(kloutId) {
      const identity = identities[Number(BigInt(kloutId) - firstId)];
      const members = stored.filter(account => account.identityId === identity);
      const strength = (account: StoredAccount) => scoreOf(account, model).score ?? -1;
      return members.toSorted((a, b) => strength(b) - strength(a))[0] ?? null;
    },
  };
  return view as ServedView;
}

/** Snapshots that always serve `view`. */
export function fakeSnapshots(view: ServedView): ServedSnapshots {
  return { withView: work => work(view), close: async () => undefined };
}

function toStored(fake: FakeAccount): StoredAccount {
  const { network, id, handle, engaged, isProtected = false } = fake;
  const amount = engaged ?? 0;
  const paid = PAID_FEATURE_NAMES.map(name => [name, name === "people_rank" ? 0.5 : amount / 10]);
  const support = SUPPORT_COLUMNS.map(name => [name, name.endsWith("_share") ? 1 : amount]);
  return {
    network,
    accountId: id,
    handle,
    displayName: null,
    identityId: fake.identityId ?? `${network}:${id}`,
    isRanked: engaged !== null,
    isSelfSupplied: false,
    isProtected,
    features: {
      ...Object.fromEntries([...paid, ...support]),
      network,
      account_id: id,
      has_enough_data: engaged !== null,
      has_event_evidence: true,
      has_count_evidence: false,
      followers_count: amount * 10,
      engaged_people_count: amount,
      ...fake.features,
    },
  };
}

function person(accountId: string, tie: number): PersonAround {
  return {
    account_id: accountId,
    handle: null,
    display_name: null,
    score: null,
    likes: 1,
    reposts: 0,
    replies: 0,
    quotes: 0,
    mentions: 0,
    last_acted_at: null,
    standing: 1,
    attention_share: tie,
    passed_standing: tie,
  };
}
