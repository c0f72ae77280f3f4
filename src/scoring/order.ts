import { normalCdf } from "./normal-distribution.ts";

/** An estimate on the influence scale, as every score carries it. */
export interface InfluenceEstimate {
  readonly influence: number;
  readonly variance: number;
}

/** Probability (0..1) that `a` is truly above `b`, both taken as normal and independent; 0.5 for two exact equals. */
export function probabilityAbove(a: InfluenceEstimate, b: InfluenceEstimate): number {
  const distance = a.influence - b.influence;
  if (distance === 0) return 0.5;
  const deviation = Math.sqrt(a.variance + b.variance);
  if (deviation === 0) return distance > 0 ? 1 : 0;
  return normalCdf(distance / deviation);
}

/** `sorted` (highest influence first) cut into groups of ties, in order: each of a group is less than `level` sure to
 *  be below the group's first, so a group ends where somebody surely is, and is no chain of neighbours without end.
 *  The last of a group and the first of the next may still be closer than `level`: their probability tells. */
export function tiedGroups<Estimate extends InfluenceEstimate>(
  sorted: readonly Estimate[],
  level: number,
): readonly (readonly Estimate[])[] {
  const groups: Estimate[][] = [];
  for (const estimate of sorted) {
    const group = groups.at(-1);
    if (group !== undefined && probabilityAbove(group[0]!, estimate) < level) group.push(estimate);
    else groups.push([estimate]);
  }
  return groups;
}

/** A place of an order: ranks count from 1. */
export interface Place {
  readonly rank: number;
  /** First and last rank of its tied group; both `rank` when it stands alone. */
  readonly tied_from: number;
  readonly tied_to: number;
  /** 0..1: how sure it is to stand above the next; null for the last. */
  readonly probability_above_next: number | null;
}

/** The place of each of `sorted` (highest influence first), ties as in `tiedGroups`. */
export function placesOf(sorted: readonly InfluenceEstimate[], level: number): readonly Place[] {
  let before = 0;
  return tiedGroups(sorted, level).flatMap(group => {
    const tied_from = before + 1;
    before += group.length;
    const tied_to = before;
    return group.map((estimate, i) => {
      const next = sorted[tied_from + i];
      return {
        rank: tied_from + i,
        tied_from,
        tied_to,
        probability_above_next: next === undefined ? null : probabilityAbove(estimate, next),
      };
    });
  });
}
