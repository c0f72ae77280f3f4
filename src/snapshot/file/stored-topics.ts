import type { EngineRow } from "../../engines/contract.ts";
import type { StoredTopic, TopicLeader, TopicPerson, TopicPost } from "../topic-rows.ts";
import { toTopic, toTopicLeader, toTopicListing, toTopicPerson, toTopicPost } from "../topics.ts";
import type { SnapshotFile } from "./open-snapshot.ts";
import { personOf } from "./people.ts";
import type { FiledAccount, Visibility } from "./stored-account.ts";

type TopicList = "topic_posts" | "topic_people";

/** Topics of an account as `topicsOf` gives them from the marts. */
export function filedTopics(
  file: SnapshotFile,
  account: FiledAccount,
  { isListed, isTopicHidden }: Visibility,
): readonly StoredTopic[] {
  if (account.lists.topics === null) return [];
  const topics = JSON.parse(account.lists.topics) as EngineRow[];
  const listings = (JSON.parse(account.lists.topicLists ?? "[]") as [number, EngineRow][]).filter(
    ([ownerNo]) => isListed(personOf(file, ownerNo)),
  );
  return topics
    .map(row => {
      const own = listings.filter(([, listing]) => listing["topic_id"] === row["topic_id"]);
      return toTopic(
        row,
        own.map(([, listing]) => toTopicListing(listing)),
      );
    })
    .filter(({ topic_id }) => !isTopicHidden(account.network, account.accountId, topic_id));
}

/** Posts of an account that stand for a topic. */
export function filedTopicPosts(
  file: SnapshotFile,
  account: FiledAccount,
  topicId: string,
): readonly TopicPost[] {
  return listOf<EngineRow>(file, "topic_posts", account)
    .filter(row => row["topic_id"] === topicId)
    .map(toTopicPost);
}

/** People who act most on an account about a topic. */
export function filedTopicPeople(
  file: SnapshotFile,
  account: FiledAccount,
  topicId: string,
  { isShown, isTopicHidden }: Visibility,
): readonly TopicPerson[] {
  return listOf<[number, EngineRow]>(file, "topic_people", account)
    .filter(([, row]) => row["topic_id"] === topicId)
    .flatMap(([personNo, row]) => {
      const person = personOf(file, personNo);
      if (!isShown(person) || isTopicHidden(person.network, person.accountId, topicId)) return [];
      const { handle, displayName: display_name, score } = person;
      return [toTopicPerson({ ...row, handle, display_name, score })];
    });
}

/** The accounts with most expertise in a topic, over all networks or of one. */
export function filedTopicLeaders(
  file: SnapshotFile,
  topicId: string,
  { network, limit }: { readonly network?: string; readonly limit: number },
  { isListed, isTopicHidden }: Visibility,
): readonly TopicLeader[] {
  const leaders: TopicLeader[] = [];
  const rows = file.rows(
    "SELECT account_no, cells, network FROM topic_leaders WHERE topic_id = ? ORDER BY place",
    topicId,
  );
  for (const [personNo, cells, of] of rows) {
    if (leaders.length === limit) break;
    if (network !== undefined && of !== network) continue;
    const person = personOf(file, personNo as number);
    if (!isListed(person) || isTopicHidden(person.network, person.accountId, topicId)) continue;
    const { accountId: account_id, handle, displayName: display_name, coverage } = person;
    const { score: overall_score, low: overall_low, high: overall_high } = person;
    const [followers_count] =
      file.row("SELECT followers_count FROM accounts WHERE account_no = ?", personNo) ?? [];
    leaders.push(
      toTopicLeader({
        ...(JSON.parse(cells as string) as EngineRow),
        ...{ network: person.network, account_id, handle, display_name, coverage },
        ...{ overall_score, overall_low, overall_high },
        followers_count: followers_count as number | null,
      }),
    );
  }
  return leaders;
}

function listOf<Item>(file: SnapshotFile, table: TopicList, { accountNo }: FiledAccount): readonly Item[] {
  const row = file.row(`SELECT list FROM ${table} WHERE account_no = ?`, accountNo);
  return row === undefined ? [] : (JSON.parse(row[0] as string) as Item[]);
}
