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

/** `sorted` (highest influence first) cut into groups of ties, in order: two neighbours whose order is less sure
 *  than `level` are in one group, so a group can be long where many stand close together. */
export function tiedGroups<Estimate extends InfluenceEstimate>(
  sorted: readonly Estimate[],
  level: number,
): readonly (readonly Estimate[])[] {
  const groups: Estimate[][] = [];
  for (const estimate of sorted) {
    const group = groups.at(-1);
    if (group !== undefined && probabilityAbove(group.at(-1)!, estimate) < level) group.push(estimate);
    else groups.push([estimate]);
  }
  return groups;
}
