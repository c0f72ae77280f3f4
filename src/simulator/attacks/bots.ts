import { type Attack, AttackDraft, type AttackRows, type Scene } from "./scene.ts";

const BOTS = 10_000;
/** Of bought acts, one in five is a repost. */
const REPOST_SHARE = 0.2;
const POPULAR_ACTS_PER_BOT = 2;

function boughtFollowers(age: "fresh" | "aged", daysAgo: readonly [number, number]) {
  return (scene: Scene): AttackRows => {
    const draft = new AttackDraft(scene);
    for (const bot of draft.addBots(BOTS, age)) draft.addAct("follow", bot, scene.buyer, daysAgo);
    draft.gainFollowers(scene.buyer.accountId, BOTS);
    return draft.rows();
  };
}

function boughtActs(age: "fresh" | "aged", daysAgo: readonly [number, number], popularActs: number) {
  return (scene: Scene): AttackRows => {
    const draft = new AttackDraft(scene);
    const { celebrities, random } = scene;
    for (const bot of draft.addBots(BOTS, age)) {
      draft.addAct(random() < REPOST_SHARE ? "repost" : "like", bot, scene.buyer, daysAgo);
      for (let act = 0; act < popularActs && celebrities.length > 0; act++)
        draft.addAct("like", bot, celebrities[Math.floor(random() * celebrities.length)]!, daysAgo);
    }
    return draft.rows();
  };
}

/** Attacks by accounts that exist for nothing else. */
export const BOT_ATTACKS: readonly Attack[] = [
  {
    name: "bought_followers_fresh",
    says: "10,000 followers bought at once: accounts a few days old, empty, that do nothing but follow",
    limitPoints: 1,
    plan: boughtFollowers("fresh", [5, 0]),
  },
  {
    name: "bought_followers_aged",
    says: "10,000 followers bought over two months: accounts some years old with a few posts, that do nothing but follow",
    limitPoints: 1,
    plan: boughtFollowers("aged", [60, 0]),
  },
  {
    name: "bot_acts_in_a_day",
    says: "10,000 likes and reposts in the last day, each by a fresh account of its own",
    limitPoints: 1.5,
    plan: boughtActs("fresh", [1, 0], 0),
  },
  {
    name: "bot_acts_drip_fed",
    says: "10,000 likes and reposts over 60 days, each by an aged account that also likes two popular accounts",
    limitPoints: 1.5,
    plan: boughtActs("aged", [60, 0], POPULAR_ACTS_PER_BOT),
  },
];
