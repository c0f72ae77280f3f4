import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { normalDraw, seededRandom } from "../../../test/support/account-evidence.ts";
import { noProgress } from "../../domain/progress.ts";
import { estimateActor } from "../../graph/on-demand/standing-estimate.ts";
import { standingWeightsSchema } from "../../graph/on-demand/standing-weights.ts";
import { withFolder } from "../evaluate/fresh-engine.ts";
import { loadModel } from "../load-model.ts";
import { estimateErrors } from "./estimate-errors.ts";
import { fitStandingWeights } from "./fit-standing.ts";
import { type MeasuredActor, measureRecordedActors, measureSimulatedActors } from "./measure-actors.ts";

const model = loadModel();

/** Actors whose standing goes with the square root of their followers, some of them notable. */
function madeUpActors(count: number): readonly MeasuredActor[] {
  const random = seededRandom(5);
  return Array.from({ length: count }, (_, i) => {
    const followers_count = Math.round(10 ** (3 * random()));
    const numbers = { followers_count, following_count: 50, posts_count: null, age_days: 900 };
    const standing = 1 + Math.sqrt(followers_count) * Math.exp(0.3 * normalDraw(random));
    const outWeight = 5 + 10 * random();
    const audienceCount = Math.round((followers_count / 20) * Math.exp(normalDraw(random)));
    return {
      accountId: String(i),
      numbers,
      standing,
      outWeight,
      peopleActedOnCount: 1 + (i % 9),
      audienceCount,
    };
  });
}

describe("the fit of an engager's standing", () => {
  it("is right in total and tells high from low", () => {
    const actors = madeUpActors(2000);
    const weights = fitStandingWeights("made-up", actors, model);
    expect(standingWeightsSchema.parse(weights)).toEqual(weights);
    const errors = estimateErrors(actors, weights);
    expect(errors.passed_total_ratio).toBeCloseTo(1, 2);
    expect(errors.log10_standing_correlation).toBeGreaterThan(0.85);
    expect(errors.log10_standing_rmse).toBeLessThan(0.25);
    // Actors who act on few are selective; a number that nobody has says nothing.
    expect(weights.people_acted_on_count).toBe(model.constants["selective_people_count"]);
    expect(weights.standing.slopes.posts_count).toBe(0);
  });

  it("takes as many engagements for those of notable people as are", () => {
    const actors = madeUpActors(2000);
    const weights = fitStandingWeights("made-up", actors, model);
    const least = model.constants["notable_people_count"]!;
    const engagements = (isNotable: (actor: MeasuredActor) => boolean) =>
      actors.reduce((sum, actor) => sum + (isNotable(actor) ? actor.peopleActedOnCount : 0), 0);
    const real = engagements(({ audienceCount }) => audienceCount >= least);
    const guessed = engagements(({ numbers }) => estimateActor(numbers, weights).audienceCount >= least);
    expect(guessed / real).toBeCloseTo(1, 1);
  });

  it("measures every actor of a simulated population", async () => {
    const size = { accounts: 200, interactions: 4000, seed: 9 };
    const actors = await measureSimulatedActors(size, model, noProgress);
    expect(actors.length).toBeGreaterThan(100);
    for (const { standing, outWeight, peopleActedOnCount, numbers } of actors) {
      expect(standing).toBeGreaterThanOrEqual(1);
      expect(outWeight).toBeGreaterThan(0);
      expect(peopleActedOnCount).toBeGreaterThan(0);
      expect(numbers.followers_count).not.toBeNull();
      expect(numbers.age_days).toBeGreaterThan(0);
    }
  }, 30_000);

  it("takes the people of the odd hours for followers where acts are recorded without profiles", async () => {
    const acts = [
      ...["ann,bo,repost,2012-07-01T02:00:00Z", "bo,cy,reply,2012-07-01T02:10:00Z"],
      ...["cy,bo,repost,2012-07-01T03:00:00Z", "di,bo,repost,2012-07-01T05:00:00Z"],
    ];
    const actors = await withFolder(folder => {
      const path = join(folder, "interactions.csv");
      writeFileSync(path, `${["actor_id,target_id,kind,acted_at", ...acts].join("\n")}\n`);
      return measureRecordedActors(path, model);
    });
    expect(actors.map(({ accountId, numbers }) => [accountId, numbers.followers_count])).toEqual([
      ["ann", 0],
      ["bo", 2],
    ]);
    expect(actors[1]!.standing).toBeGreaterThan(1);
  }, 30_000);
});
