import type { TopicChoiceSummary } from "../app/topics/choose-topic.ts";
import type { ComparedTopic, TopicComparison } from "../app/topics/compare-topic.ts";
import type { TopicExplanation } from "../app/topics/explain-topic.ts";
import type { TopicSearch } from "../app/topics/search-topics.ts";
import type { TopicTop } from "../app/topics/top-topic.ts";
import type { TopicAnswer } from "../app/topics/topic-answer.ts";
import type { TopicStamp, TopicsOfHandle } from "../app/topics/topics-of-handle.ts";
import { renderTable } from "./render-table.ts";
import { tiedSentences } from "./render-top.ts";
import { dateOf, number, percent, plain, type Style, sentence, shortened } from "./style.ts";

const TEXT_WIDTH = 60;
const EVIDENCE_WIDTH = 40;
const AREAS_SHOWN = 5;

/** The topics of an account: what it moves people about, what it only follows, and the areas of both. */
export function renderTopicsOfHandle(answer: TopicsOfHandle, style: Style): string {
  const parts = [heading(answer, "Topics", style)];
  if (answer.reason !== null) parts.push(`${style.yellow("None.")} ${answer.reason}\n`);
  if (answer.influence.length > 0)
    parts.push(`${style.bold("Moves people about")}\n${influenceTable(answer.influence)}`);
  if (answer.interests.length > 0)
    parts.push(`${style.bold("Follows, without moving people")}\n${interestTable(answer.interests)}`);
  if (answer.areas.length > 0)
    parts.push(
      `${style.bold("Areas, each post counted once")}\n${influenceTable(answer.areas.slice(0, AREAS_SHOWN))}`,
    );
  const apart = answer.choices.filter(({ choice }) => choice !== "shown").length;
  const kept =
    apart === 0
      ? []
      : [
          `${number(apart)} ${apart === 1 ? "topic is" : "topics are"} not shown: disputed or hidden by the person.`,
        ];
  parts.push(
    foot(
      [...kept, `Posts and people behind a topic: renown explain ${answer.handle} --topic TOPIC`],
      answer,
      style,
    ),
  );
  return parts.join("\n");
}

/** The posts and people behind one topic of an account, or why it does not have it. */
export function renderTopicExplanation(explanation: TopicExplanation, style: Style): string {
  const { answer, topic, reason } = explanation;
  const title = heading(explanation, topic.name, style);
  if (answer === null)
    return `${title}\n${style.yellow("Not a topic of it.")} ${reason ?? ""}\n\n${foot([], explanation, style)}`;
  const parts = [title, `${verdict(answer, style)}\n${sentence(answer.sentence)}\n`];
  if (explanation.posts.length > 0) {
    const rows = explanation.posts.map(post => [
      post.posted_at === null ? "" : dateOf(post.posted_at),
      number(post.people_count),
      percent(post.weight),
      shortened(post.evidence ?? "a topic of this area", EVIDENCE_WIDTH),
      shortened(post.text ?? post.post_id, TEXT_WIDTH),
    ]);
    const head = ["posted", "people", "sure", "because of", "post"];
    parts.push(`${style.bold("Posts behind it")}\n${renderTable(head, rows, ["people", "sure"])}`);
  }
  if (explanation.people.length > 0) {
    const rows = explanation.people.map(person => [
      person.handle,
      person.score === null ? "-" : person.score.toFixed(1),
      number(person.acts_count),
      number(person.posts_count),
      percent(person.focus_share),
    ]);
    const head = ["who", "score", "acts", "posts", "focus"];
    parts.push(
      `${style.bold("People behind it")}\n${renderTable(head, rows, ["score", "acts", "posts", "focus"])}`,
    );
  }
  const focus = "Focus: share of what the person writes and acts on that is about the topic.";
  parts.push(foot([focus], explanation, style));
  return parts.join("\n");
}

/** Accounts side by side in one topic, who stands above whom and why. */
export function renderTopicComparison(comparison: TopicComparison, style: Style): string {
  const { accounts, topic } = comparison;
  const line = (label: string, cell: (answer: TopicAnswer) => string) => [
    label,
    ...accounts.map(({ answer }) => (answer === null ? "-" : cell(answer))),
  ];
  const rows = [
    line("expertise", ({ score }) => (score === null ? "-" : score.toFixed(1))),
    line("range", rangeText),
    line("strength", ({ influence_strength: strength }) => shareText(strength)),
    line("interest", ({ interest_strength: strength }) => shareText(strength)),
    line("people", answer => number(answer.people_count)),
    line("acts", answer => number(answer.acts_received_count)),
    line("posts acted on", answer => number(answer.posts_acted_on_count)),
    line("follow it too", ({ insiders_share }) => shareText(insiders_share)),
    line("own posts", answer => number(answer.own_posts_count)),
  ];
  const table = renderTable(["", ...accounts.map(account => account.handle)], rows);
  const orders = comparison.pairs.map(pair => {
    const sure = pair.probability_first_above;
    if (pair.verdict === "unknown")
      return `Neither ${pair.first} nor ${pair.second} moves people about ${topic.name}.`;
    if (pair.verdict === "tied") return `${pair.first} and ${pair.second} are tied: less than 90 % sure.`;
    const [above, below] = pair.verdict === "first" ? [pair.first, pair.second] : [pair.second, pair.first];
    if (sure === null) return `${above} is above ${below}, who moves nobody about ${topic.name}.`;
    return `${above} is above ${below}: ${sureText(pair.verdict === "first" ? sure : 1 - sure)} sure.`;
  });
  const why = accounts.map(whyOf);
  const first = accounts[0]!;
  return `${style.bold(topic.name)}\n\n${table}\n${[...orders, ...why].map(plain).join("\n")}\n\n${foot([], first, style)}`;
}

/** The score over everything with its range. */
function overallText({ overall_score, overall_low, overall_high }: TopicTop["entries"][number]): string {
  if (overall_score === null) return "-";
  const range =
    overall_low === null || overall_high === null
      ? "range unknown"
      : `${overall_low.toFixed(1)} to ${overall_high.toFixed(1)}`;
  return `${overall_score.toFixed(1)} (${range})`;
}

/** A leaderboard of a topic. */
export function renderTopicTop(top: TopicTop, style: Style): string {
  const said =
    top.total === null
      ? ""
      : ` · ${number(top.total.people_count)} people acted ${number(top.total.acts_count)} times on ${number(top.total.posts_count)} posts`;
  const head = ["rank", "who", "expertise", "range", "people", "acts", "posts", "score", "followers"];
  const rows = top.entries.map(entry => [
    String(entry.rank),
    entry.handle,
    entry.score.toFixed(1),
    `${entry.low.toFixed(1)} to ${entry.high.toFixed(1)}`,
    number(entry.people_count),
    number(entry.acts_received_count),
    number(entry.posts_acted_on_count),
    overallText(entry),
    entry.followers_count === null ? "?" : number(entry.followers_count),
  ]);
  const right = ["rank", "expertise", "people", "acts", "posts", "score", "followers"];
  const table = rows.length === 0 ? `${top.reason ?? ""}\n` : renderTable(head, rows, right);
  const lines = [
    ...tiedSentences(top.entries),
    "Expertise: who is acted on about the topic, by people who follow it; score: over everything.",
    `As of ${dateOf(top.as_of)}, scale ${top.topic_scale}, ${top.run_id}.`,
    ...(top.credit === null ? [] : [top.credit]),
    sentence(top.intended_use),
  ];
  return `${style.bold(plain(top.topic.name))}${said}\n\n${table}\n${lines.map(text => style.dim(text)).join("\n")}\n`;
}

/** Topics found, or the areas. */
export function renderTopicSearch({ topics, search, credit }: TopicSearch, style: Style): string {
  if (topics.length === 0) return `No topic holds "${plain(search ?? "")}". renown topics lists the areas.\n`;
  const count = (value: number | null) => (value === null ? "-" : number(value));
  const rows = topics.map(topic => [
    topic.slug,
    topic.is_sensitive ? `${topic.name} (sensitive)` : topic.name,
    topic.level === "area" ? `${number(topic.children_count)} topics` : topic.parents.join(", "),
    count(topic.posts_count),
    count(topic.people_count),
    count(topic.leaders_count),
  ]);
  const table = renderTable(["topic", "name", "in", "posts", "people", "leaders"], rows, [
    "posts",
    "people",
    "leaders",
  ]);
  const lines = [
    "Who leads: renown top --topic TOPIC. Sensitive topics are shown in aggregate only.",
    ...(credit === null ? [] : [credit]),
  ];
  return `${table}\n${lines.map(text => style.dim(text)).join("\n")}\n`;
}

/** What was kept and when it shows. */
export function renderTopicChoice({ handle, topic, choice, effect }: TopicChoiceSummary): string {
  const when = effect === "at_once" ? "It is in no answer from now on." : "It shows from the next run on.";
  return `Kept: ${plain(handle)} ${CHOSEN[choice]} ${plain(topic.name)}. ${when}\n`;
}

const CHOSEN = { shown: "turned on", hidden: "hides", disputed: "disputes" } as const;

function influenceTable(topics: readonly TopicAnswer[]): string {
  const rows = topics.map(topic => [
    topic.slug,
    topic.score === null ? "-" : topic.score.toFixed(1),
    rangeText(topic),
    shareText(topic.influence_strength),
    topic.sentence,
  ]);
  return renderTable(["topic", "expertise", "range", "strength", "because"], rows, ["expertise", "strength"]);
}

function interestTable(topics: readonly TopicAnswer[]): string {
  const rows = topics.map(topic => [topic.slug, shareText(topic.interest_strength), topic.sentence]);
  return renderTable(["topic", "share", "because"], rows, ["share"]);
}

function verdict(answer: TopicAnswer, style: Style): string {
  if (answer.score === null)
    return answer.influence_strength === null
      ? "An interest: it follows the topic and was not seen to move people about it."
      : "It moves people about it, known from counts alone: who acted was not observed, so there is no expertise.";
  return `Expertise ${style.bold(answer.score.toFixed(1))} (${rangeText(answer)} with 90 % certainty), strength ${shareText(answer.influence_strength)}`;
}

function whyOf({ handle, answer, reason }: ComparedTopic): string {
  return `${handle}: ${answer === null ? (reason ?? "") : sentence(answer.sentence)}`;
}

function rangeText({ interval }: TopicAnswer): string {
  return interval === null ? "-" : `${interval.low.toFixed(1)} to ${interval.high.toFixed(1)}`;
}

function shareText(share: number | null): string {
  return share === null ? "-" : percent(share);
}

function sureText(probability: number): string {
  return probability > 0.995 ? "over 99 %" : percent(probability);
}

function heading(answer: TopicStamp, title: string, style: Style): string {
  const name = answer.display_name === null ? answer.handle : `${answer.handle} · ${answer.display_name}`;
  return `${style.bold(plain(name))}\n${plain(title)}, as of ${dateOf(answer.as_of)}\n`;
}

function foot(lines: readonly string[], answer: TopicStamp, style: Style): string {
  const stamp = `Model ${answer.model}, scale ${answer.topic_scale}. ${sentence(answer.intended_use)}`;
  const credit = answer.credit === null ? [] : [answer.credit];
  return `${[...lines, ...credit, stamp].map(line => style.dim(plain(line))).join("\n")}\n`;
}
