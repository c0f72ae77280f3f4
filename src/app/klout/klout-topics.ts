import type { StoredAccount } from "../../snapshot/contract.ts";
import type { ServedView } from "../serving/served-view.ts";
import { accountTopics } from "../topics/topic-answer.ts";

/** As many as Klout answered. */
const KLOUT_TOPICS = 5;

/** What `account` is influential about, the highest expertise first: at most five topics as an ontology names them. */
export async function kloutTopics(view: ServedView, account: StoredAccount) {
  const topics = await accountTopics(account, view.reader);
  return (topics?.influence ?? [])
    .slice(0, KLOUT_TOPICS)
    .map(({ topic_id: id, slug, name, level }) => ({ id, slug, name, level }));
}
