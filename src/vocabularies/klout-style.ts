import type { VocabularyInput, VocabularyInputs } from "./inputs.ts";
import { knownOf, missingReason } from "./measure.ts";
import { toShare } from "./scales.ts";
import { type ClassAxis, type ClassifiedAs, classified } from "./vocabulary.ts";

interface Style {
  readonly name: string;
  readonly says: string;
}

const style = (name: string, says: string): Style => ({ name, says });

/** Rows from participating and broad to listening and focused, columns from sharing and casual to creating and
 *  consistent. Source: the names in order as two write-ups of 2011 and 2012 list them; the places are derived. */
const MATRIX: readonly (readonly Style[])[] = [
  [
    style("Curator", "filters much for a wide audience"),
    style("Broadcaster", "spreads widely to a large mixed audience"),
    style("Taste Maker", "has an opinion of its own, ahead of the crowd"),
    style("Celebrity", "is at the peak of influence"),
  ],
  [
    style("Syndicator", "passes on what trends to a focused audience"),
    style("Feeder", "gives a steady flow on one field"),
    style("Thought Leader", "brings news and opinion in a field"),
    style("Pundit", "makes the news"),
  ],
  [
    style("Dabbler", "is starting out"),
    style("Conversationalist", "keeps up lively talk"),
    style("Socializer", "is a hub that connects people"),
    style("Networker", "is well connected"),
  ],
  [
    style("Observer", "reads and rarely shares"),
    style("Explorer", "is trying things out"),
    style("Activist", "pushes a cause"),
    style("Specialist", "is an expert for a small engaged audience"),
  ],
];

/** Names of the 16 styles, row by row. */
export const KLOUT_STYLE_NAMES = MATRIX.flat().map(({ name }) => name);

/** The quartiles of the mean of two even shares: sqrt(1/8), 1/2, 1 - sqrt(1/8). */
const CUTS = [Math.SQRT1_2 / 2, 0.5, 1 - Math.SQRT1_2 / 2] as const;
/** Consistent is the square root of the share of these days with an update: one day in four stands in the middle. */
const WINDOW_DAYS = 90;
/** Acts or tag uses below which they say nothing about focus. */
const ENOUGH_TO_FOCUS = 5;
/** As many equally used tags, or equally addressed people, count as wholly broad (hand-set). */
const BROAD_TAGS = 20;
const BROAD_PEOPLE = 100;

const REQUIRES: readonly (readonly VocabularyInput[])[] = [
  ["posts_count_90d"],
  ["reposts_made_count"],
  ["active_days_90d"],
  ["replies_made_count"],
  ["tag_uses_count", "acts_made_count"],
  ["tag_uses_squared_sum", "acts_made_squared_sum"],
];
const OPTIONAL: readonly VocabularyInput[] = ["likes_given_count"];
/** Inputs that it reads, where observed. */
export const STYLE_READS: readonly VocabularyInput[] = [...REQUIRES.flat(), ...OPTIONAL];

/** The style of an account: its column is the mean of creating and consistent, its row that of listening and focused,
 *  each mean cut into four. Null with a reason when one of the four axes is not known. */
export function classifyStyle(inputs: VocabularyInputs): ClassifiedAs {
  const axes = axesOf(inputs);
  const [creating, consistent, listening, focused] = axes.map(axis => axis.value);
  if (creating == null || consistent == null || listening == null || focused == null) {
    const unknown = axes.filter(axis => axis.value === null).map(axis => `${axis.from}-${axis.to}`);
    const reason = missingReason(REQUIRES, inputs) ?? `Too little seen to place it on ${unknown.join(", ")}.`;
    return classified("style", { name: null, why: null, reason }, axes);
  }
  const column = placeOf((creating + consistent) / 2);
  const row = placeOf((listening + focused) / 2);
  const found = MATRIX[row - 1]![column - 1]!;
  const why =
    `It ${found.says}: creating ${creating.toFixed(2)} and consistent ${consistent.toFixed(2)} give column ${column} ` +
    `of 4, listening ${listening.toFixed(2)} and focused ${focused.toFixed(2)} row ${row}.`;
  return classified("style", { name: found.name, why, reason: null }, axes, row, column);
}

function placeOf(mean: number): number {
  return 1 + CUTS.filter(cut => mean >= cut).length;
}

function axesOf(inputs: VocabularyInputs): readonly ClassAxis[] {
  const { maybe, sum } = knownOf(inputs);
  const posts = maybe("posts_count_90d");
  const reposts = maybe("reposts_made_count");
  const replies = maybe("replies_made_count");
  const days = maybe("active_days_90d");
  const taken = replies === null ? null : (sum("replies_made_count", "likes_given_count") ?? 0);
  const likes = maybe("likes_given_count") ?? 0;
  return [
    axis("creating", "sharing", "creating", posts && reposts !== null ? 1 - toShare(reposts / posts) : null),
    axis("consistent", "casual", "consistent", days === null ? null : Math.sqrt(toShare(days / WINDOW_DAYS))),
    axis(
      "listening",
      "participating",
      "listening",
      posts !== null && taken !== null && posts + likes > 0 ? toShare(taken / (posts + likes)) : null,
    ),
    axis("focused", "broad", "focused", focusOf(inputs)),
  ];
}

function axis(name: string, from: string, to: string, value: number | null): ClassAxis {
  return { name, from, to, value };
}

/** 1 when all goes to one tag, 0 when it spreads over BROAD_TAGS or more; over people where it hardly tags. */
function focusOf(inputs: VocabularyInputs): number | null {
  const { maybe } = knownOf(inputs);
  const tags = concentration(maybe("tag_uses_count"), maybe("tag_uses_squared_sum"), BROAD_TAGS);
  return tags ?? concentration(maybe("acts_made_count"), maybe("acts_made_squared_sum"), BROAD_PEOPLE);
}

/** From counts n_i with sum N and sum of squares S: N (N - 1) / (S - N) is how many equal shares spread as much, the same
 *  on average however few were seen. Source: Simpson 1949, Measurement of diversity, Nature 163. */
function concentration(count: number | null, squaredSum: number | null, broad: number): number | null {
  if (count === null || squaredSum === null || count < ENOUGH_TO_FOCUS) return null;
  if (squaredSum <= count) return 0;
  const equalShares = Math.max(1, (count / (squaredSum - count)) * (count - 1));
  return toShare(1 - Math.log(equalShares) / Math.log(broad));
}
