import type {
  AroundStamp,
  Moment,
  MomentsAnswer,
  NamedPerson,
  PeopleAroundAnswer,
} from "../app/people-around.ts";
import { renderTable } from "./render-table.ts";
import { actsOf, dateOf, number, plain, type Style, sentence, shortened } from "./style.ts";

const TEXT_WIDTH = 48;
const REACTORS_SHOWN = 2;
const STRENGTHS = 5;

const TITLES = {
  moved_by: "Who moves it: the people whose posts it acts on",
  moves: "Whom it moves: the people who act on its posts",
} as const;

const HOW_WEIGHED = {
  moved_by: "Share: how much of its attention goes to the person, recent and weighty acts counting more.",
  moves:
    "Share: how much of the person's attention goes to it. The order is by standing times share, which is what PeopleRank passes on.",
} as const;

/** The posts that drew most, with how strong each was, or why there are none. */
export function renderMoments(answer: MomentsAnswer, style: Style): string {
  const title = "Moments: the posts of the last 90 days that drew most";
  if (answer.moments.length === 0) return empty(answer, title, style);
  const how =
    "Strength: 1 to 5, by how many of its own posts, and of the posts of accounts within the same doubling of followers, drew less.";
  return `${top(answer, title, style)}${momentsTable(answer.moments, true)}\n${foot([how], answer, style)}`;
}

/** The people on one side of an account, or why there are none. */
export function renderPeopleAround(answer: PeopleAroundAnswer, style: Style): string {
  const title = TITLES[answer.side];
  const hidden = answer.hidden_people_count;
  const notShown =
    hidden === 0
      ? []
      : [`${number(hidden)} ${hidden === 1 ? "person is" : "people are"} not shown: protected or erased.`];
  if (answer.people.length === 0) return `${empty(answer, title, style)}`;
  const shown = `${number(answer.people.length)} of ${number(answer.people_count)} people.`;
  const lines = [shown, ...notShown, HOW_WEIGHED[answer.side], "Standing: 1 is somebody nobody acts on."];
  return `${top(answer, title, style)}${peopleTable(answer.people)}\n${foot(lines, answer, style)}`;
}

/** A table of moments, with the address of each post where `hasAddress`. */
export function momentsTable(moments: readonly Moment[], hasAddress: boolean): string {
  const count = (value: number | null) => (value === null ? "?" : number(value));
  const head = ["strength", "posted", "likes", "reposts", "replies", "quotes", "people", "heaviest", "post"];
  const rows = moments.map(moment => [
    "●".repeat(moment.strength) + "○".repeat(STRENGTHS - moment.strength),
    moment.posted_at === null ? "" : dateOf(moment.posted_at),
    count(moment.like_count),
    count(moment.repost_count),
    count(moment.reply_count),
    count(moment.quote_count),
    count(moment.people_seen_count),
    moment.people
      .slice(0, REACTORS_SHOWN)
      .map(person => person.handle)
      .join(", "),
    [shortened(moment.text ?? moment.post_id, TEXT_WIDTH), hasAddress ? (moment.url ?? "") : ""]
      .join(" ")
      .trim(),
  ]);
  return renderTable(head, rows, ["likes", "reposts", "replies", "quotes", "people"]);
}

/** A table of people with what passes between them and the account. */
export function peopleTable(people: readonly NamedPerson[]): string {
  const rows = people.map(person => [
    person.handle,
    person.score === null ? "-" : person.score.toFixed(1),
    number(person.standing, person.standing < 10 ? 1 : 0),
    shareText(person.attention_share),
    actsOf(person),
    person.last_acted_at === null ? "" : dateOf(person.last_acted_at),
  ]);
  return renderTable(["who", "score", "standing", "share", "acts", "last"], rows, [
    "score",
    "standing",
    "share",
  ]);
}

function shareText(share: number): string {
  const text = (100 * share).toFixed(1);
  return share > 0 && text === "0.0" ? "under 0.1 %" : `${text} %`;
}

function top(answer: AroundStamp, title: string, style: Style): string {
  const name = plain(
    answer.display_name === null ? answer.handle : `${answer.handle} · ${answer.display_name}`,
  );
  return `${style.bold(name)}\n${title}, as of ${dateOf(answer.as_of)}\n\n`;
}

function empty(answer: AroundStamp, title: string, style: Style): string {
  return `${top(answer, title, style)}${style.yellow("None.")} ${answer.reason ?? ""}\n\n${foot([], answer, style)}`;
}

function foot(lines: readonly string[], answer: AroundStamp, style: Style): string {
  const use = `Model ${answer.model}. ${sentence(answer.intended_use)}`;
  return `${[...lines, use].map(line => style.dim(line)).join("\n")}\n`;
}
