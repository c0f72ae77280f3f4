import type { SideCounts } from "../../lib/range-counts.ts";
import { AUDIENCE_COLUMNS } from "../audience.ts";
import type {
  HistoryPoint,
  PostBehind,
  RunReader,
  SampledPost,
  SampledSet,
  Standing,
  StoredAccount,
  StoredMoment,
} from "../contract.ts";
import type { SnapshotFile } from "./open-snapshot.ts";
import { unpackCells } from "./packed-cells.ts";
import { peopleOf, personOf } from "./people.ts";
import { rankedEntries } from "./ranking.ts";
import { standingName } from "./standing-name.ts";
import {
  accountById,
  accountOfQuery,
  accountsOfIdentity,
  type FiledAccount,
  type Visibility,
} from "./stored-account.ts";
import { filedQualities } from "./stored-qualities.ts";
import { filedTopicLeaders, filedTopicPeople, filedTopicPosts, filedTopics } from "./stored-topics.ts";

type PostCells = readonly [
  string,
  string,
  string | null,
  string | null,
  number | null,
  number | null,
  number | null,
  number | null,
];
type SampledCells = readonly [...PostCells, SampledSet, number, number | null];
type MomentCells = readonly [
  ...PostCells,
  number,
  number | null,
  number,
  number,
  number,
  number,
  number,
  readonly (readonly [number, number | null, number, number, number, number])[],
];

/** A reader of a snapshot that gives the same answers as one of the marts it was made of. Every answer is read at
 *  once, without waiting. */
export function readSnapshot(file: SnapshotFile, visibility: Visibility): RunReader {
  const { isShown, isListed } = visibility;
  // Whoever is found is asked for the other accounts of the person next; most have none.
  let lastFound: FiledAccount | null = null;
  const { stamp, hasPeopleAround, spreads } = file.meta;
  const filed = (account: StoredAccount): FiledAccount | null =>
    "accountNo" in account
      ? (account as FiledAccount)
      : (accountById(file, account.network, account.accountId)[0] ?? null);
  const shownAround = (account: StoredAccount, side: "moves" | "moved_by") => {
    const own = filed(account);
    const { people } = own === null ? { people: [] } : peopleOf(file, own.accountNo, side);
    return people.filter(person => isShown(person.flags));
  };
  const filedWithTopic = (account: StoredAccount, topicId: string) => {
    const isHidden = visibility.isTopicHidden(account.network, account.accountId, topicId);
    return isHidden || account.isProtected ? null : filed(account);
  };
  return {
    stamp,
    hasPeopleAround,
    async findAccount(query) {
      const account = accountOfQuery(file, query);
      if (account === null || !isShown(account.flags)) return null;
      lastFound = account;
      return account;
    },
    async members(identityId) {
      return accountsOfIdentity(file, identityId, lastFound).filter(account => isShown(account.flags));
    },
    async peopleBehind(account, limit) {
      const people = shownAround(account, "moves").toSorted(
        (a, b) => b.decayedWeight - a.decayedWeight || inTextOrder(a.account_id, b.account_id),
      );
      return people
        .slice(0, limit)
        .map(({ flags, decayedWeight, standing, attention_share, passed_standing, ...rest }) => rest);
    },
    async postsBehind(account, limit) {
      return listOf<PostCells>(file, "posts", filed(account)).slice(0, limit).map(toPost);
    },
    async sampledPosts(account, set) {
      if (!file.meta.hasSampledPosts) return null;
      const drawn = listOf<SampledCells>(file, "sampled_posts", filed(account)).filter(
        cells => cells[8] === set,
      );
      return {
        posts: drawn.flatMap(cells => toSampledPost(file, cells, visibility)),
        posts_count: drawn[0]?.[9] ?? 0,
      };
    },
    async moments(account, limit) {
      return listOf<MomentCells>(file, "moments", filed(account))
        .slice(0, limit)
        .map(cells => toMoment(file, cells, visibility));
    },
    async peopleAround(account, side, limit) {
      if (!hasPeopleAround) return [];
      const people = shownAround(account, side);
      const weightOf = side === "moves" ? "passed_standing" : "attention_share";
      return people
        .toSorted((a, b) => b[weightOf] - a[weightOf] || inTextOrder(a.account_id, b.account_id))
        .slice(0, limit)
        .map(({ flags, decayedWeight, ...rest }) => rest);
    },
    async countAround(account, side) {
      const own = filed(account);
      if (!hasPeopleAround || own === null) return { people_count: 0, hidden_people_count: 0 };
      const { peopleCount, people } = peopleOf(file, own.accountNo, side);
      const hidden = people.filter(person => !isShown(person.flags));
      return { people_count: peopleCount, hidden_people_count: hidden.length };
    },
    async linkedTimes(identityId) {
      const rows = file.rows(
        "SELECT network || ':' || account_id, linked_at FROM accounts WHERE identity_id = ? AND linked_at IS NOT NULL",
        identityId,
      );
      return new Map(rows as [string, string][]);
    },
    async styleOf(account) {
      const packed = filed(account)?.packed.account_style ?? null;
      if (packed === null) return null;
      const { network, accountId } = account;
      return file.rowOf("account_style", unpackCells(packed), { network, account_id: accountId });
    },
    async top({ network, limit }) {
      const entries = [];
      for (const { entry, people } of rankedEntries(file, network)) {
        if (entries.length === limit) break;
        if (people.every(isListed)) entries.push(entry);
      }
      return entries;
    },
    rankedCount: async network => spreads[network ?? ""]?.size ?? 0,
    async featurePercentiles(account, features) {
      const percentiles: Record<string, number | null> = {};
      for (const name of features) {
        const value = account.features[name];
        const counts = file.valueCounts(standingName.feature(account.network, name));
        percentiles[name] =
          typeof value === "number" && counts !== null ? toStanding(counts.around(value)).percentile : null;
      }
      return percentiles;
    },
    async qualities(account, names) {
      const own = filed(account);
      return own === null ? null : filedQualities(file, own, names, visibility);
    },
    async audienceOf(account) {
      if (!file.meta.hasAudiences) return null;
      const counts = JSON.parse(filed(account)?.lists.audience ?? "[]") as readonly number[];
      return Object.fromEntries(counts.map((count, place) => [AUDIENCE_COLUMNS[place]!, count]));
    },
    hasTopics: file.meta.topicTotals !== null,
    async topicsOf(account) {
      const own = filed(account);
      return own === null || account.isProtected ? [] : filedTopics(file, own, visibility);
    },
    topicLeaders: async (topicId, options) => filedTopicLeaders(file, topicId, options, visibility),
    async topicPosts(account, topicId) {
      const own = filedWithTopic(account, topicId);
      return own === null ? [] : filedTopicPosts(file, own, topicId);
    },
    async topicPeople(account, topicId) {
      const own = filedWithTopic(account, topicId);
      return own === null ? [] : filedTopicPeople(file, own, topicId, visibility);
    },
    topicTotals: async () => file.meta.topicTotals ?? [],
    async standingInLake(network, score) {
      return toStanding(file.rangeCounts(standingName.score(network))?.around(score));
    },
    async standingAmongSimilar(network, score, followersCount) {
      const counts = file.rangeCounts(standingName.score(network));
      return toStanding(counts?.around(score, followersCount / 2, followersCount * 2));
    },
  };
}

/** Published scores of an account, oldest first, to a thousandth of a point. */
export function historyIn(file: SnapshotFile, account: StoredAccount): readonly HistoryPoint[] {
  const [own] = accountById(file, account.network, account.accountId);
  return listOf<HistoryCells>(file, "history", own ?? null).map(cells => {
    const [as_of, published_at, model, score, low, high, coverage] = cells;
    return { as_of, published_at, model, score, low, high, coverage };
  });
}

/** As of, published at, model, then score, low, high and coverage. */
type HistoryCells = readonly [string, string | null, string, ...Four<number | null>];
type Four<Cell> = readonly [Cell, Cell, Cell, Cell];

function listOf<Item>(
  file: SnapshotFile,
  table: "posts" | "moments" | "sampled_posts" | "history",
  account: FiledAccount | null,
): readonly Item[] {
  if (account === null) return [];
  const row = file.row(`SELECT list FROM ${table} WHERE account_no = ?`, account.accountNo);
  return row === undefined ? [] : (JSON.parse(row[0] as string) as Item[]);
}

function toPost(cells: PostCells): PostBehind {
  const [post_id, kind, posted_at, text, like_count, repost_count, reply_count, quote_count] = cells;
  return { post_id, kind, posted_at, text, like_count, repost_count, reply_count, quote_count };
}

function toSampledPost(
  file: SnapshotFile,
  cells: SampledCells,
  { isShown }: Visibility,
): readonly SampledPost[] {
  const target = cells[10] === null ? null : personOf(file, cells[10]);
  if (target !== null && !isShown(target)) return [];
  const post = toPost(cells.slice(0, 8) as unknown as PostCells);
  return [{ ...post, target_id: target?.accountId ?? null, target_handle: target?.handle ?? null }];
}

function toMoment(file: SnapshotFile, cells: MomentCells, { isShown }: Visibility): StoredMoment {
  const [, , , , , , , , weight, seen, ownCount, ownBelow, similarCount, similarBelow, strength, people] =
    cells;
  return {
    ...toPost(cells.slice(0, 8) as unknown as PostCells),
    reactions_weight: weight,
    people_seen_count: seen,
    own_posts_count: ownCount,
    own_below_share: ownBelow,
    similar_posts_count: similarCount,
    similar_below_share: similarBelow,
    strength,
    people: people.flatMap(([personNo, standing, likes, reposts, replies, quotes]) => {
      const person = personOf(file, personNo);
      if (!isShown(person)) return [];
      const { accountId: account_id, handle, displayName: display_name } = person;
      return [{ account_id, handle, display_name, standing: standing ?? 1, likes, reposts, replies, quotes }];
    }),
  };
}

function toStanding(counts: SideCounts | undefined): Standing {
  if (counts === undefined || counts.size === 0) return { size: 0, percentile: null };
  return { size: counts.size, percentile: (100 * (counts.below + counts.equal / 2)) / counts.size };
}

function inTextOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
