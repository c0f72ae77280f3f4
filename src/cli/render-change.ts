import type { ChangeAnswer, ChangeEndAnswer, ChangePartAnswer, MovedPeople } from "../app/change-answer.ts";
import type { Explanation } from "../app/explain-handle.ts";
import { renderTable } from "./render-table.ts";
import { dateOf, number, plain, type Style, signed } from "./style.ts";

const TEXT_WIDTH = 60;
/** A line that moved less is not worth reading. */
const LEAST_POINTS = 0.05;

/** The change of a score since a date: its parts, what stands behind each, and the people and posts that drew it. */
export function renderChange(change: ChangeAnswer, style: Style): string {
  const lines = [style.bold(`Change since ${dateOf(change.since)}`), ends(change, style)];
  for (const part of change.parts) lines.push(...partLines(part, style));
  lines.push(...peopleLines(change.people));
  lines.push(...change.notes.map(note => style.dim(`  Note: ${note}`)));
  const table = postTable(change);
  return `${lines.join("\n")}\n${table === "" ? "" : `${style.bold("Posts whose reactions changed")}\n${table}`}`;
}

/** The steps that would move a score most, and what one imagined act would; empty when there are none. */
export function renderWhatIf({ what_if, if_acted }: Explanation, style: Style): string {
  const line = ({ points, sentence }: { points: number; sentence: string }) =>
    `  ${signed(points).padStart(6)} ${plain(sentence)}`;
  const lines: string[] = [];
  if (if_acted !== null) lines.push(style.bold("Imagined"), line(if_acted));
  if (what_if.length > 0)
    lines.push(
      style.bold(
        what_if.length === 1
          ? "This would move it most"
          : `These ${COUNTS[what_if.length] ?? what_if.length} would move it most`,
      ),
      ...what_if.map(line),
    );
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

const COUNTS: Readonly<Record<number, string>> = { 2: "two", 3: "three" };

function ends({ from, to, change }: ChangeAnswer, style: Style): string {
  const end = ({ score, as_of, basis, model }: ChangeEndAnswer) =>
    `${score === null ? "not enough data" : score.toFixed(1)} as of ${dateOf(as_of)} (${basis.replace("_", " ")}, ${model})`;
  const moved = change === null ? "" : `  ${style.bold(signed(change))} points:`;
  return `${moved === "" ? " " : moved} from ${end(from)} to ${end(to)}`;
}

function partLines({ points, sentence, lines }: ChangePartAnswer, style: Style): readonly string[] {
  const paint = points < 0 ? style.red : style.green;
  const shown = lines.filter(line => Math.abs(line.points) >= LEAST_POINTS);
  return [
    `  ${paint(signed(points).padStart(6))} ${plain(sentence)}`,
    ...shown.map(line => `         ${signed(line.points).padStart(6)} ${plain(line.sentence)}`),
  ];
}

function peopleLines({ joined, left, joined_count, left_count }: MovedPeople): readonly string[] {
  const named = (word: string, count: number, people: MovedPeople["joined"]) => {
    if (count === 0) return [];
    const rest = count - people.length;
    const more = rest > 0 ? ` and ${number(rest)} more` : "";
    return [`  ${word}: ${people.map(person => plain(person.handle)).join(", ")}${more}`];
  };
  return [...named("Began to act", joined_count, joined), ...named("Ceased", left_count, left)];
}

function postTable({ posts }: ChangeAnswer): string {
  if (posts.length === 0) return "";
  const rows = posts.map(post => [
    post.posted_at === null ? "" : dateOf(post.posted_at),
    number(post.reactions_from),
    number(post.reactions_to),
    short(post.text ?? post.post_id),
  ]);
  return renderTable(["posted", "then", "now", "post"], rows, ["then", "now"]);
}

function short(text: string): string {
  const letters = [...plain(text)];
  return letters.length <= TEXT_WIDTH ? letters.join("") : `${letters.slice(0, TEXT_WIDTH - 1).join("")}…`;
}
