import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ATTACKS } from "../../../simulator/attacks/attack-list.ts";
import { type Attack, AttackDraft } from "../../../simulator/attacks/scene.ts";
import { DEFAULT_MODEL_ID, loadModel } from "../../load-model.ts";
import { withFolder } from "../fresh-engine.ts";
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

it("attacks the acts of a file as they are and, when asked, spread over the window", () =>
  withFolder(async folder => {
    const acts = Array.from({ length: 600 }, (_, act) => {
      const [actor, target] = [act % 60, 60 + (act % 7)];
      return `${actor},${target},${act % 3 === 0 ? "reply" : "repost"},2026-03-0${1 + (act % 4)}T05:${10 + (act % 50)}:00Z`;
    });
    writeFileSync(join(folder, "interactions.csv"), ["actor_id,target_id,kind,acted_at", ...acts].join("\n"));
    const { populations, not_run } = await evaluateAttacks({
      ...{ dataDir: folder, accounts: 300, spreadOverWindow: true, attacks: [] },
      ...{ modelId: DEFAULT_MODEL_ID, model: loadModel(), seed: 1, progress: () => {} },
    });
    expect(not_run).toEqual([]);
    expect(populations.map(({ population }) => population)).toEqual([
      "simulated",
      "acts of the file",
      "acts of the file, spread over the window",
    ]);
    const [, asItIs, spread] = populations;
    expect(spread).toMatchObject({ accounts: asItIs!.accounts, says: expect.stringContaining("3 days") });
    const lossOf = (one: typeof asItIs) => one!.discount_costs[0]!.mean_loss;
    expect(lossOf(spread)).toBeGreaterThan(lossOf(asItIs));
  }));
