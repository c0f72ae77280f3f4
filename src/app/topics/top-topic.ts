import { formatHandle } from "../../domain/handle.ts";
import type { NetworkName } from "../../domain/network.ts";
import { type Place, placesOf } from "../../scoring/order.ts";
import type { RunReader } from "../../snapshot/contract.ts";
import type { TopicLeader, TopicTotal } from "../../snapshot/topic-rows.ts";
import type { Ontology, Topic } from "../../topics/ontology.ts";
import { TOPIC_SCALE_ID } from "../../topics/person/topic-scale.ts";
import { toCsv } from "../csv-text.ts";
import { withLake } from "../lake-session.ts";
import { loadModel } from "../load-model.ts";
import { publishedReader, publishedRunAt } from "../locate-account.ts";
import { SURE_ORDER } from "../sure-order.ts";
import { nothingPublished } from "../top-list.ts";
import { requireTopic } from "./find-topic.ts";
import { ontologyInUse } from "./ontology-in-use.ts";

/** As many as are kept of a network, so that a tie is followed to its end. */
const LEADERS_KEPT = 200;

/** One place on the leaderboard of a topic. */
export interface TopicPlace extends Place {
  readonly handle: string;
  readonly network: string;
  readonly account_id: string;
  readonly display_name: string | null;
  /** Expertise 0..100 with its 90 % interval. */
  readonly score: number;
  readonly low: number;
  readonly high: number;
  /** Influence score over everything; null when there was not enough data. */
  readonly overall_score: number | null;
  /** Its 90 % interval; null without one. */
  readonly overall_low: number | null;
  readonly overall_high: number | null;
  /** Share of the evidence about the account that could be observed, 0..1. */
  readonly coverage: number | null;
  readonly followers_count: number | null;
  readonly people_count: number;
  readonly acts_received_count: number;
  readonly posts_acted_on_count: number;
}

/** The answer of `renown top --topic T`. */
export interface TopicTop {
  readonly schema_version: "1.0";
  readonly as_of: string;
  readonly model: string;
  readonly topic_scale: string;
  readonly run_id: string;
  readonly network: string | null;
  readonly topic: {
    readonly topic_id: string;
    readonly slug: string;
    readonly name: string;
    readonly level: "area" | "topic";
    readonly is_sensitive: boolean;
  };
  /** How much is said about it, nobody by name; null when nothing was. */
  readonly total: TopicTotal | null;
  readonly entries: readonly TopicPlace[];
  /** Why nobody is listed; null when somebody is. */
  readonly reason: string | null;
  readonly credit: string | null;
  readonly intended_use: string;
}

/** Who moves people about a topic: the accounts with the highest expertise in the newest published run.
 *  @throws CliError when nothing was published or there is no such topic. */
export async function topTopic(
  topicText: string,
  options: { readonly dataDir: string; readonly network?: NetworkName; readonly limit: number },
): Promise<TopicTop> {
  const ontology = ontologyInUse(options.dataDir);
  const topic = requireTopic(ontology, topicText);
  return withLake(options.dataDir, async session => {
    const run = publishedRunAt(session);
    if (run === null) throw nothingPublished(options.dataDir, session.lake.rowCounts());
    const reader = await publishedReader(session, run);
    return { ...(await topicTopOf(reader, ontology, topic, options)), run_id: run.runId };
  });
}

/** The leaderboard of `topic` of `ontology` in the run of `reader`. */
export async function topicTopOf(
  reader: RunReader,
  ontology: Ontology,
  topic: Topic,
  { network, limit }: { readonly network?: NetworkName; readonly limit: number },
): Promise<Omit<TopicTop, "run_id">> {
  const asked = { limit: Math.max(limit, LEADERS_KEPT), ...(network !== undefined && { network }) };
  const leaders = await reader.topicLeaders(topic.id, asked);
  const total = (await reader.topicTotals()).find(({ topic_id }) => topic_id === topic.id) ?? null;
  const { id: topic_id, slug, name, level, isSensitive: is_sensitive } = topic;
  const { asOf, partsAsOf = asOf, modelId } = reader.stamp;
  return {
    schema_version: "1.0",
    as_of: partsAsOf,
    model: modelId,
    topic_scale: TOPIC_SCALE_ID,
    network: network ?? null,
    topic: { topic_id, slug, name, level, is_sensitive },
    total,
    entries: placed(leaders).slice(0, limit),
    reason: leaders.length > 0 ? null : whyNobody(reader.hasTopics, total, is_sensitive),
    credit: ontology.credit,
    intended_use: loadModel(modelId).intendedUse,
  };
}

/** A leaderboard of a topic as CSV; every line carries range, model, date and intended use. */
export function topicTopCsv(top: Omit<TopicTop, "run_id"> & { readonly basis?: string }): string {
  const stamp = {
    topic: top.topic.slug,
    as_of: top.as_of,
    model: top.model,
    topic_scale: top.topic_scale,
    intended_use: top.intended_use,
    basis: top.basis ?? "published",
  };
  return toCsv(
    COLUMNS,
    top.entries.map(entry => ({ ...entry, ...stamp })),
  );
}

const COLUMNS = [
  ...[
    "rank",
    "tied_from",
    "tied_to",
    "probability_above_next",
    "handle",
    "network",
    "account_id",
    "display_name",
  ],
  ...[
    "score",
    "low",
    "high",
    "overall_score",
    "overall_low",
    "overall_high",
    "coverage",
    "followers_count",
    "people_count",
    "acts_received_count",
  ],
  ...["posts_acted_on_count", "topic", "as_of", "model", "topic_scale", "intended_use", "basis"],
] as const;

function placed(leaders: readonly TopicLeader[]): readonly TopicPlace[] {
  const places = placesOf(
    leaders.map(({ latent, variance }) => ({ influence: latent, variance })),
    SURE_ORDER,
  );
  return leaders.map(({ latent: _, variance: __, handle, ...leader }, i) => ({
    ...places[i]!,
    ...leader,
    handle: formatHandle(leader.network, handle, leader.account_id),
  }));
}

function whyNobody(hasTopics: boolean, total: TopicTotal | null, isSensitive: boolean): string {
  if (!hasTopics) return "This run was published before topics were kept: run `renown run` again.";
  if (isSensitive) return "A sensitive topic: shown in aggregate only, never with people's names.";
  if (total === null) return "Nothing was said about it in the window.";
  return "Nobody has repeated evidence: three people beyond the best post, and posts of four days.";
}
