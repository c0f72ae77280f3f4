import { formatHandle } from "../domain/handle.ts";
import { networkTitle } from "../domain/network-title.ts";
import { formatQuality } from "../qualities/format.ts";
import { measureQuality } from "../qualities/measure-quality.ts";
import type { QualityDefinition } from "../qualities/quality.ts";
import { QUALITIES } from "../qualities/registry.ts";
import type {
  QualityPost,
  QualityStanding,
  RunReader,
  StoredAccount,
  StoredQualities,
} from "../snapshot/contract.ts";
import type { QualitiesAnswer, QualityAnswer } from "./quality-answer.ts";

const HOUR_MS = 3_600_000;

/** The four qualities of an account by name. */
export function qualityAnswers(account: StoredAccount, stored: StoredQualities): QualitiesAnswer {
  const answers = QUALITIES.map(quality => [quality.name, qualityAnswer(quality, account, stored)]);
  return Object.fromEntries(answers) as QualitiesAnswer;
}

/** What a run holds of the four qualities of an account; null when it is no act and no post. */
export function qualitiesOf(account: StoredAccount, reader: RunReader): Promise<StoredQualities | null> {
  return reader.qualities(account, NAMES);
}

const NAMES = QUALITIES.map(({ name }) => name);

/** One quality of an account as it stands in an answer. */
export function qualityAnswer(
  quality: QualityDefinition,
  account: StoredAccount,
  { row, standings, posts }: StoredQualities,
): QualityAnswer {
  const { label, value, interval, parts, reason, sentence } = measureQuality(quality, row);
  const standing = value === null ? undefined : standings[quality.name];
  const evidence = value === null ? [] : posts.filter(post => post.quality === quality.name);
  const author = formatHandle(account.network, account.handle, account.accountId);
  return {
    label,
    value,
    unit: quality.unit,
    reason,
    sentence,
    interval: interval === null ? null : { low: interval.low, high: interval.high, level: interval.level },
    percentile: standing === undefined ? null : betterPercent(quality, standing),
    population: standing === undefined ? null : populationOf(account, standing),
    comparative: quality.directionWord,
    parts: parts.map(({ name, label, value, unit }) => ({ name, label, value, unit })),
    evidence: evidence.map(post => ({
      post_id: post.post_id,
      author,
      text: post.text,
      posted_at: post.posted_at,
      note: noteOf(account, post),
    })),
  };
}

function betterPercent(quality: QualityDefinition, standing: QualityStanding): number | null {
  return quality.better === "more" ? standing.smallerPercent : standing.largerPercent;
}

function populationOf({ network }: StoredAccount, standing: QualityStanding): QualityAnswer["population"] {
  const { audience, alikeCount, size } = standing;
  if (audience !== null) {
    const noun = audience.column === "followers_count" ? "followers" : "people who acted on them";
    const description = `${networkTitle(network)} accounts with ${grouped(audience.low)} to ${grouped(audience.high)} ${noun}`;
    return { description, size, is_like_sized: true };
  }
  const why =
    alikeCount === null ? "its audience is not known" : `only ${alikeCount} of its size have a value`;
  return {
    description: `${networkTitle(network)} accounts of this lake, whatever their size: ${why}`,
    size,
    is_like_sized: false,
  };
}

function noteOf(account: StoredAccount, post: QualityPost): string {
  const wait = () => formatQuality((post.amount ?? 0) / HOUR_MS, "hours");
  const whom = () => formatHandle(account.network, post.target_handle, post.target_id ?? "");
  switch (post.note) {
    case "answered":
      return `answered ${whom()}; ${post.amount} turns with each other`;
    case "quickest":
      return `its quickest answer: ${whom()} after ${wait()}`;
    case "usual":
      return `an answer in the middle: ${whom()} after ${wait()}`;
    case "slowest":
      return `its slowest answer: ${whom()} after ${wait()}`;
    case "own_words":
      return "its own words, said once";
    case "repeated":
      return "words it said more than once";
    default:
      return FORM_NOTES[post.note] ?? post.note;
  }
}

const FORM_NOTES: Readonly<Record<string, string>> = {
  original: "an original",
  linked: "an original with a link",
  reply: "a reply",
  quote: "a quote",
};

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
