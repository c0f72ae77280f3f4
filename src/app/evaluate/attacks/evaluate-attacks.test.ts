import { expect, it } from "vitest";
import { ATTACKS } from "../../../simulator/attacks/attack-list.ts";
import { type Attack, AttackDraft } from "../../../simulator/attacks/scene.ts";
import { DEFAULT_MODEL_ID, loadModel } from "../../load-model.ts";
import { attacksResultSchema } from "./attacks-result.ts";
import { evaluateAttacks } from "./evaluate-attacks.ts";

const fewBotLikes: Attack = {
  name: "bot_likes",
  says: "500 likes by fresh accounts in a day",
  limitPoints: 1.5,
  plan: scene => {
    const draft = new AttackDraft(scene);
    for (const bot of draft.addBots(500, "fresh")) draft.addAct("like", bot, scene.buyer, [1, 0]);
    return draft.rows();
  },
};
const pod50 = ATTACKS.find(({ name }) => name === "pod_50")!;

it("moves a score little by bought attention, and simpler measures much", async () => {
  const result = await evaluateAttacks({
    dataDir: null,
    accounts: 3000,
    attacks: [fewBotLikes, pod50],
    buyersCount: 1,
    modelId: DEFAULT_MODEL_ID,
    model: loadModel(),
    seed: 1,
    progress: () => {},
  });
  expect(attacksResultSchema.parse(result)).toEqual(result);
  for (const attack of result.populations[0]!.attacks) {
    expect(attack.score_before).toBeGreaterThan(35);
    expect(attack.score_before).toBeLessThan(45);
    expect(attack.gain!).toBeGreaterThan(0);
    expect(attack.gain!, attack.attack).toBeLessThan(attack.limit!);
    expect(attack.raw_counts_gain!).toBeGreaterThan(3 * attack.gain!);
    expect(attack.bystander_mean_loss!).toBeLessThan(0.5);
  }
  expect(result.targets.find(({ name }) => name.includes("bot_likes"))).toMatchObject({ is_met: true });
});
