import { expect, it } from "vitest";
import type { ScoringModel } from "../../../scoring/scoring-model.ts";
import { ATTACKS } from "../../../simulator/attacks/attack-list.ts";
import { type Attack, AttackDraft } from "../../../simulator/attacks/scene.ts";
import { loadModel } from "../../load-model.ts";
import { attacksResultSchema } from "./attacks-result.ts";
import { evaluateAttacks } from "./evaluate-attacks.ts";

const DISCOUNTS = {
  established_people_count: 20,
  unvouched_share: 0.3,
  unvouched_base_count: 2,
  unvouched_base_standing: 0.5,
  vouching_days: 30,
  circle_people_count: 1,
  mutual_people_count: 8,
  silent_follower_share: 0.02,
  silent_follower_base_count: 5,
};
const fewBotLikes: Attack = {
  name: "bot_likes",
  says: "500 likes by fresh accounts in a day",
  limitPoints: 2,
  plan: scene => {
    const draft = new AttackDraft(scene);
    for (const bot of draft.addBots(500, "fresh")) draft.addAct("like", bot, scene.buyer, [1, 0]);
    return draft.rows();
  },
};
const pod50: Attack = { ...ATTACKS.find(({ name }) => name === "pod_50")!, limitPoints: 5 };

it("finds that discounts take from bots and pods most of what they gain, and cost bystanders nothing", async () => {
  const published = loadModel();
  const discounting: ScoringModel = { ...published, constants: { ...published.constants, ...DISCOUNTS } };
  const gains = async (model: ScoringModel) => {
    const result = await evaluateAttacks({
      dataDir: null,
      accounts: 3000,
      attacks: [fewBotLikes, pod50],
      buyersCount: 1,
      modelId: model.id,
      model,
      seed: 1,
      progress: () => {},
    });
    expect(attacksResultSchema.parse(result)).toEqual(result);
    return result.populations[0]!.attacks;
  };
  const [bots, pod] = await gains(discounting);
  expect(bots!.gain!).toBeLessThan(2.5);
  expect(pod!.gain!).toBeLessThan(pod!.raw_counts_gain! / 2);
  for (const { bystander_mean_loss } of [bots!, pod!]) expect(bystander_mean_loss!).toBeLessThan(0.5);
}, 240_000);
