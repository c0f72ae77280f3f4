import type { KloutProfile } from "../../app/klout/klout-profile.ts";

/** What must go with every score of a body whose shape leaves no room for it. The first three hold one value for each
 *  score of the body, in its order. */
export function scoreHeaders(profiles: readonly KloutProfile[]): Record<string, string> {
  const [first] = profiles;
  if (first === undefined) return {};
  const each = (value: (stamp: KloutProfile["stamp"]) => string) =>
    profiles.map(({ stamp }) => value(stamp)).join(", ");
  return {
    "Renown-Score-Low": each(({ low }) => low.toFixed(2)),
    "Renown-Score-High": each(({ high }) => high.toFixed(2)),
    "Renown-Score-Coverage": each(({ coverage }) => coverage.toFixed(2)),
    "Renown-Score-Model": asciiOf(first.stamp.model),
    "Renown-Score-As-Of": first.stamp.as_of,
    "Renown-Intended-Use": asciiOf(first.stamp.intended_use),
  };
}

/** Headers hold printable ASCII on one line. */
function asciiOf(text: string): string {
  return text
    .replace(/[‐-―]/g, "-")
    .replace(/[‘’]/g, "'")
    .replace(/[^\x20-\x7e]+/g, " ")
    .trim();
}
