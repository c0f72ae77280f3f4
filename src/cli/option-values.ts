import { isVocabularyName, VOCABULARY_NAMES, type VocabularyName } from "../app/vocabulary-answer.ts";
import { ConfigProblem } from "../domain/errors.ts";
import { isNetworkName, NETWORKS, type NetworkName } from "../domain/network.ts";

/** `text` as a network name; `option` names where it was given.
 *  @throws ConfigProblem listing the networks. */
export function readNetwork(text: string, option = "--network "): NetworkName {
  if (isNetworkName(text)) return text;
  throw new ConfigProblem(`${option}${text} is not a network. Networks: ${NETWORKS.join(", ")}.`);
}

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
/** Timers of Node cannot wait longer. */
const LONGEST_DAYS = 24;

/** `text` such as 90s, 10m, 2h or 7d in milliseconds.
 *  @throws ConfigProblem naming the option. */
export function readDuration(option: string, text: string): number {
  const match = /^(\d{1,6})([smhd])$/.exec(text);
  const milliseconds = match === null ? 0 : Number(match[1]) * UNIT_MILLISECONDS[match[2]!]!;
  if (milliseconds > 0 && milliseconds <= LONGEST_DAYS * UNIT_MILLISECONDS["d"]!) return milliseconds;
  throw new ConfigProblem(
    `${option} ${text} is no length of time: write 90s, 10m, 2h or 7d, ${LONGEST_DAYS}d at most.`,
  );
}

/** `text` as the name of an older vocabulary.
 *  @throws ConfigProblem listing them. */
export function readVocabulary(text: string): VocabularyName {
  if (isVocabularyName(text)) return text;
  throw new ConfigProblem(`--as ${text} is no vocabulary. Vocabularies: ${VOCABULARY_NAMES.join(", ")}.`);
}

/** `text` as a whole number of at least `min`.
 *  @throws ConfigProblem naming the option. */
export function readCount(option: string, text: string, min = 1): number {
  const value = Number(text.replaceAll("_", ""));
  if (/^[0-9_]+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
  throw new ConfigProblem(`${option} ${text} is not a whole number of ${min} or more.`);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/;

/** `text` (a UTC date, or a time with a zone) as UTC ISO; a date is its midnight.
 *  @throws ConfigProblem naming the option. */
export function readTime(option: string, text: string): string {
  const iso = DATE.test(text) ? `${text}T00:00:00Z` : text;
  const date = new Date(iso.replace(" ", "T"));
  const isKnownDay = date.getTime() > 0 && (!DATE.test(text) || date.toISOString().startsWith(text));
  if ((DATE.test(text) || TIME.test(text)) && isKnownDay) return date.toISOString();
  throw new ConfigProblem(
    `${option} ${text} is not a time: write 2026-10-31 or 2026-10-31T12:00:00Z (a zone is needed).`,
  );
}

/** `FROM/TO` as two UTC ISO times.
 *  @throws ConfigProblem when either is no time or the span is empty. */
export function readSpan(option: string, text: string): { readonly from: string; readonly to: string } {
  const [first, second, ...rest] = text.split("/");
  if (!first || !second || rest.length > 0)
    throw new ConfigProblem(`${option} ${text} is not a span: write FROM/TO, such as 2026-08-01/2026-10-31.`);
  const [from, to] = [readTime(option, first), readTime(option, second)];
  if (from >= to) throw new ConfigProblem(`${option} ${text} is empty: TO must be after FROM.`);
  return { from, to };
}

const MEBIBYTES: Readonly<Record<string, number>> = { m: 1, mb: 1, mib: 1, g: 1024, gb: 1024, gib: 1024 };

/** `text` such as 4GiB or 512M in MiB.
 *  @throws ConfigProblem naming the option. */
export function readMemory(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text);
  const size = match === null ? 0 : Math.round(Number(match[1]) * (MEBIBYTES[match[2]!.toLowerCase()] ?? 0));
  if (size >= 128) return size;
  throw new ConfigProblem(
    `${option} ${text} is not an amount of memory: write 512MiB or 4GiB (128MiB or more).`,
  );
}
