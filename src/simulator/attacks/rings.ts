import type { InteractionKind } from "../../domain/interchange/schema.ts";
import { type Attack, AttackDraft, type AttackRows, type Scene, type SceneAccount } from "./scene.ts";

const POD_DAYS: readonly [number, number] = [60, 0];
/** What each member of a pod gives each other one over 60 days. */
const POD_ACTS: readonly InteractionKind[] = ["like", "like", "like", "like", "repost", "reply"];
const FARM_SIZE = 1000;
const FARM_ACTS_PER_BOT = 20;
const CAPTAINS = 10;
const FARM_ACTS_ON_BUYER: readonly InteractionKind[] = ["like", "like", "repost", "reply"];

/** A pod of `size` accounts; each acts on the `reach` accounts after it in a circle. */
function pod(size: number, reach = size - 1) {
  return (scene: Scene): AttackRows => {
    const draft = new AttackDraft(scene);
    const members = [scene.buyer, ...scene.peers.slice(0, size - 1)];
    for (const [place, member] of members.entries())
      for (let step = 1; step <= Math.min(reach, members.length - 1); step++)
        for (const kind of POD_ACTS)
          draft.addAct(kind, member.accountId, members[(place + step) % members.length]!, POD_DAYS);
    return draft.rows(members.slice(1).map(({ accountId }) => accountId));
  };
}

function farm(scene: Scene): AttackRows {
  const draft = new AttackDraft(scene);
  const bots = draft.addBots(FARM_SIZE, "aged").map(asTarget);
  for (const [place, bot] of bots.entries())
    for (let act = 0; act < FARM_ACTS_PER_BOT; act++) {
      const step = 1 + Math.floor(scene.random() * (bots.length - 1));
      draft.addAct("like", bot.accountId, bots[(place + step) % bots.length]!, POD_DAYS);
    }
  actOnBuyer(draft, bots);
  return draft.rows();
}

function farmWithCaptains(scene: Scene): AttackRows {
  const draft = new AttackDraft(scene);
  const bots = draft.addBots(FARM_SIZE, "aged").map(asTarget);
  const captains = bots.slice(0, CAPTAINS);
  for (const bot of bots)
    for (const captain of captains) {
      if (bot === captain) continue;
      draft.addAct("like", bot.accountId, captain, POD_DAYS);
      draft.addAct("like", captain.accountId, bot, POD_DAYS);
    }
  actOnBuyer(draft, bots);
  return draft.rows();
}

function actOnBuyer(draft: AttackDraft, bots: readonly SceneAccount[]): void {
  for (const bot of bots)
    for (const kind of FARM_ACTS_ON_BUYER) draft.addAct(kind, bot.accountId, draft.scene.buyer, POD_DAYS);
}

function asTarget(accountId: string): SceneAccount {
  return { accountId, posts: [] };
}

const podSays = (size: number) =>
  `a pod of ${size} real accounts, the buyer among them: in 60 days each likes each other one four times, reposts and answers it once`;

/** Attacks by accounts that act on each other. */
export const RING_ATTACKS: readonly Attack[] = [
  { name: "pod_10", says: podSays(10), limitPoints: null, plan: pod(10) },
  { name: "pod_50", says: podSays(50), limitPoints: 2, plan: pod(50) },
  { name: "pod_200", says: podSays(200), limitPoints: null, plan: pod(200) },
  {
    name: "one_way_ring_50",
    says: "a ring of 50 real accounts, each acting as in a pod on the 24 after it, so that nobody acts back",
    limitPoints: null,
    plan: pod(50, 24),
  },
  {
    name: "sybil_farm",
    says: "1,000 aged accounts that each like 20 others of the farm, then each act four times on the buyer",
    limitPoints: 2,
    plan: farm,
  },
  {
    name: "sybil_farm_with_captains",
    says: "the same farm led by ten of its own on whom all act and who act on all: made to look established",
    limitPoints: null,
    plan: farmWithCaptains,
  },
];
