import { slopeAt } from "../../lib/piecewise-curve.ts";
import type { AccountEvidence } from "../../scoring/account-evidence.ts";
import type { AccountScore } from "../../scoring/account-score.ts";
import { influenceVariance } from "../../scoring/influence.ts";
import { latentVarianceParts } from "../../scoring/latent-variance.ts";
import { scoreAccount } from "../../scoring/score-account.ts";
import type { ScoringModel } from "../../scoring/scoring-model.ts";
import { readActsFile } from "./acts-file.ts";
import { evidenceOfRun } from "./evidence-of-run.ts";
import { withFreshEngine } from "./fresh-engine.ts";
import { rounded } from "./interval-figures.ts";

/** Accounts by the people who acted on them in the mean half: from this many to the next. */
const PEOPLE_BANDS = [3, 6, 10, 20, 50, 200, 1000] as const;
const HOUR_OF_ACT = "CAST(floor(epoch(acted_at) / 3600) AS BIGINT)";

/** How the two halves of a file of acts agree. Shares of accounts with enough data in both whose distance
 *  |s1 − s2| / sqrt(v1 + v2) is at most the half width of the interval. */
export interface SplitHalvesFigures {
  readonly acts: number;
  readonly rejected_rows: number;
  readonly from_at: string;
  readonly to_at: string;
  readonly accounts: number;
  /** In influence, v the sampling variance: what was never observed is the same in both halves and cancels. */
  readonly within_share: number | null;
  /** As within_share, carried to points by the slope of the calibration at each score. */
  readonly within_share_in_points: number | null;
  /** In influence, v the whole variance that the interval is made of. */
  readonly within_share_whole_variance: number | null;
  readonly by_people: readonly {
    readonly from_people: number;
    readonly accounts: number;
    readonly within_share: number;
  }[];
}

/** What odd and even hours of the acts at `path` say of the same accounts. Both halves see the same window. */
export async function splitHalves(path: string, model: ScoringModel): Promise<SplitHalvesFigures> {
  return withFreshEngine(async engine => {
    const file = await readActsFile(engine, path);
    const halfOf = (parity: number) =>
      evidenceOfRun(
        { engine, source: file.source(`${HOUR_OF_ACT} % 2 = ${parity}`), asOf: file.toAt },
        model,
        { onlyEnough: true },
      );
    const even = await halfOf(0);
    const odd = await halfOf(1);
    const pairs = [...even].flatMap(([account, first]) => {
      const second = odd.get(account);
      return second === undefined ? [] : [distances(first, second, model)];
    });
    return {
      acts: file.actsCount,
      rejected_rows: file.rejectedCount,
      from_at: file.fromAt,
      to_at: file.toAt,
      accounts: pairs.length,
      within_share: shareWithin(pairs.map(({ sampling }) => sampling)),
      within_share_in_points: shareWithin(pairs.map(({ points }) => points)),
      within_share_whole_variance: shareWithin(pairs.map(({ whole }) => whole)),
      by_people: PEOPLE_BANDS.flatMap((from, index) => {
        const to = PEOPLE_BANDS[index + 1] ?? Number.POSITIVE_INFINITY;
        const members = pairs.filter(({ people }) => people >= from && people < to);
        const share = shareWithin(members.map(({ sampling }) => sampling));
        return share === null ? [] : [{ from_people: from, accounts: members.length, within_share: share }];
      }),
    };
    /** At most 1 where two halves agree within the interval's level. */
    function shareWithin(all: readonly number[]): number | null {
      if (all.length === 0) return null;
      return rounded(all.filter(distance => distance <= model.intervalDeviations).length / all.length);
    }
  });
}

interface Distances {
  readonly people: number;
  readonly sampling: number;
  readonly points: number;
  readonly whole: number;
}

function distances(first: AccountEvidence, second: AccountEvidence, model: ScoringModel): Distances {
  const scores = [first, second].map(evidence => scoreAccount(evidence, model)) as [
    AccountScore,
    AccountScore,
  ];
  const sampling = [first, second].map((evidence, index) => {
    const { sampling: latent } = latentVarianceParts(evidence, model);
    return influenceVariance(scores[index]!.latent, latent, evidence.network, model);
  }) as [number, number];
  const slope = ({ influence }: AccountScore) => slopeAt(model.calibration.influenceToScore, influence);
  const [a, b] = scores;
  const apart = Math.abs(a.influence - b.influence);
  const pointsVariance = slope(a) ** 2 * sampling[0] + slope(b) ** 2 * sampling[1];
  const people = [first, second].map(({ support }) => support.engaged_people_count ?? 0);
  return {
    people: Math.sqrt(people[0]! * people[1]!),
    sampling: ratio(apart, sampling[0] + sampling[1]),
    points: ratio(Math.abs(a.score! - b.score!), pointsVariance),
    whole: ratio(apart, a.variance + b.variance),
  };
}

function ratio(apart: number, variance: number): number {
  return apart === 0 ? 0 : apart / Math.sqrt(variance);
}
