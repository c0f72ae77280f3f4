import { formatQuality } from "./format.ts";
import { type CategorySums, type QualityInterval, shareInterval, varietyInterval } from "./interval.ts";
import type { QualityDefinition, QualityReason } from "./quality.ts";

/** A row of `account_qualities`: columns by name. */
export type QualityRow = Readonly<Record<string, unknown>>;

/** A column beside the headline value; null where it was not observed or has too few cases. */
export interface QualityPart {
  readonly name: string;
  readonly label: string;
  readonly value: number | null;
  readonly unit: string;
}

/** A quality of one account. */
export interface MeasuredQuality {
  readonly label: string;
  /** Null: see `reason`. */
  readonly value: number | null;
  readonly unit: string;
  readonly interval: QualityInterval | null;
  readonly parts: readonly QualityPart[];
  /** Why there is no value, in words. */
  readonly reason: string | null;
  /** The value in words, without a full stop; null without a value. */
  readonly sentence: string | null;
}

/** What forms_variety is multiplied by, so that five forms as frequent as each other come to 1. */
const FORMS_SCALE = 5 / 4;

/** Value, 90 % interval, parts and words of one quality from an account's row of sums. */
export function measureQuality(quality: QualityDefinition, row: QualityRow): MeasuredQuality {
  const value = numberAt(row, quality.name);
  const parts = quality.parts.map(({ name, label, unit }) => ({
    name,
    label,
    unit,
    value: numberAt(row, name),
  }));
  return {
    label: quality.label,
    value,
    unit: quality.unit,
    interval: value === null ? null : intervalOf(quality, value, row),
    parts,
    reason: value === null ? quality.nullMeaning[reasonAt(row, quality)] : null,
    sentence: value === null ? null : sentenceOf(quality, value, parts),
  };
}

function intervalOf(quality: QualityDefinition, value: number, row: QualityRow): QualityInterval {
  if (quality.name === "flexibility") return varietyInterval(value, varietiesOf(row));
  if (quality.name === "timeliness")
    return {
      low: numberAt(row, "low_wait_hours") ?? value,
      high: numberAt(row, "high_wait_hours") ?? value,
      level: 0.9,
    };
  return shareInterval(value, numberAt(row, quality.needs.column) ?? 1);
}

function varietiesOf(row: QualityRow): readonly { readonly sums: CategorySums; readonly scale: number }[] {
  const kinds = [
    ["forms_variety", "forms", FORMS_SCALE],
    ["topics_variety", "topics", 1],
    ["partners_variety", "contacts", 1],
  ] as const;
  return kinds.flatMap(([variety, stem, scale]) => {
    if (numberAt(row, variety) === null) return [];
    const [count, squares, cubes] = ["count", "squares", "cubes"].map(
      power => numberAt(row, `${stem}_${power}`) ?? 0,
    ) as [number, number, number];
    return [{ sums: { count, squares, cubes }, scale }];
  });
}

/** Why `row` has no value of `quality`. */
export function reasonAt(row: QualityRow, quality: QualityDefinition): QualityReason {
  return row[`${quality.name}_reason`] === "too_few_cases" ? "too_few_cases" : "not_observed";
}

function sentenceOf(quality: QualityDefinition, value: number, parts: readonly QualityPart[]): string {
  return quality.sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "value") return formatQuality(value, quality.unit);
    const part = parts.find(candidate => candidate.name === name);
    return part === undefined || part.value === null ? "unknown" : formatQuality(part.value, part.unit);
  });
}

/** The number in `column` of `row`; null when there is none. */
export function numberAt(row: QualityRow, column: string): number | null {
  const value = row[column];
  if (value === null || value === undefined) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
