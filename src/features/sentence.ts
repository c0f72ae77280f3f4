import { type FeatureName, featureNamed } from "./registry.ts";

/** Which sentence of a feature fits: that of an observed value or that of a missing one. */
export type SentenceKey = `${FeatureName}.observed` | `${FeatureName}.not_observed`;

/** The key of the sentence for `value` of `feature`; null is a missing value. */
export function sentenceKeyOf(feature: FeatureName, value: number | null): SentenceKey {
  return value === null ? `${feature}.not_observed` : `${feature}.observed`;
}

/** The English sentence for `value` of `feature`, without a full stop. Null says so, and for
 *  a paid feature what was taken instead.
 *  @example featureSentence("listed_count", 1) // "On 1 public list" */
export function featureSentence(feature: FeatureName, value: number | null): string {
  const { label, sentence, unit, use } = featureNamed(feature);
  if (value === null && use === "shown") return `${label}: not observed`;
  if (value === null)
    return `${label}: not observed; counted as what the rest of the evidence leads one to expect`;
  const text = formatValue(value, unit);
  return (text === "1" ? sentence.one : sentence.other).replaceAll("{value}", text);
}

/** `value` as read by people: thousands with commas, three significant digits below 100, shares in percent.
 *  @example formatValue(12345.6, "followers") // "12,346" */
export function formatValue(value: number, unit: string): string {
  if (unit === "share") return `${trimZeros((100 * value).toFixed(1))} %`;
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return withCommas(Math.round(value));
  if (size < 0.001) return value === 0 ? "0" : "under 0.001";
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(size)));
  return trimZeros(value.toFixed(Math.min(3, decimals)));
}

function withCommas(value: number): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
