import { ACTS_DISPERSION, ACTS_PRIOR, PASSED_UNIT, TOPIC_ANCHORS } from "./topic-scale.ts";

/** Two-sided 90 % of the normal distribution. */
const DEVIATIONS = 1.6448536269514722;

/** What the expertise of an account in a topic rests on. */
export interface TopicEvidenceCounts {
  /** Standing that others pass to it within the topic, without its best post; >= 0. */
  readonly passed: number;
  /** Acts beyond the best post; >= 0. */
  readonly acts: number;
}

/** Expertise of an account in a topic, with how sure it is. */
export interface TopicScore {
  /** What orders: more evidence or standing never lowers it. */
  readonly latent: number;
  /** Variance of the latent from counting few acts. */
  readonly variance: number;
  /** 0..100, and the ends of the 90 % interval. */
  readonly score: number;
  readonly low: number;
  readonly high: number;
}

/** The expertise that `evidence` shows: latent = ln(1 + passed / PASSED_UNIT), mapped to 0..100 by the frozen anchors.
 *  Its variance is that of a Gamma-Poisson rate with `acts` counts, carried through the slope: a rate that is one part
 *  in a hundred higher brings that much more standing. */
export function topicScore({ passed, acts }: TopicEvidenceCounts): TopicScore {
  const latent = Math.log1p(passed / PASSED_UNIT);
  const slope = passed / (PASSED_UNIT + passed);
  const variance = (slope ** 2 * ACTS_DISPERSION) / (acts + ACTS_PRIOR);
  const deviation = DEVIATIONS * Math.sqrt(variance);
  return {
    latent,
    variance,
    score: onScale(latent),
    low: onScale(latent - deviation),
    high: onScale(latent + deviation),
  };
}

/** Score at a latent, 0..100, never falling. */
function onScale(latent: number): number {
  const [first, last] = [TOPIC_ANCHORS[0]!, TOPIC_ANCHORS.at(-1)!];
  if (latent <= first[0]) return first[1];
  if (latent >= last[0]) return last[1];
  const above = TOPIC_ANCHORS.findIndex(([at]) => at > latent);
  const [[x0, y0], [x1, y1]] = [TOPIC_ANCHORS[above - 1]!, TOPIC_ANCHORS[above]!];
  return y0 + ((latent - x0) / (x1 - x0)) * (y1 - y0);
}
