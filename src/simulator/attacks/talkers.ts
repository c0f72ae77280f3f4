import { type Attack, AttackDraft, type AttackRows, type Scene } from "./scene.ts";

const REPLIES = 1200;
const CELEBRITIES = 50;
const ANSWERED_SHARE = 0.01;
const CHURNED = 5000;
const FOLLOW_BACK_SHARE = 0.05;

function replyFarming(scene: Scene): AttackRows {
  const draft = new AttackDraft(scene);
  const celebrities = scene.celebrities.slice(0, CELEBRITIES);
  for (let reply = 0; reply < REPLIES && celebrities.length > 0; reply++) {
    const celebrity = celebrities[Math.floor(scene.random() * celebrities.length)]!;
    draft.addAct("reply", scene.buyer.accountId, celebrity, [60, 1]);
    if (scene.random() < ANSWERED_SHARE)
      draft.addAct(
        scene.random() < 0.5 ? "like" : "reply",
        celebrity.accountId,
        { ...scene.buyer, posts: [] },
        [1, 0],
      );
  }
  return draft.rows(celebrities.map(({ accountId }) => accountId));
}

function followChurn(scene: Scene): AttackRows {
  const draft = new AttackDraft(scene);
  const { buyer } = scene;
  let gained = 0;
  for (const bot of draft.addBots(CHURNED, "aged", "stranger")) {
    draft.undo(draft.addAct("follow", buyer.accountId, { accountId: bot, posts: [] }, [60, 1]));
    if (scene.random() >= FOLLOW_BACK_SHARE) continue;
    draft.addAct("follow", bot, buyer, [60, 0]);
    gained++;
  }
  draft.gainFollowers(buyer.accountId, gained);
  return draft.rows();
}

/** Attacks by what the buyer does itself. */
export const TALKER_ATTACKS: readonly Attack[] = [
  {
    name: "reply_farming",
    says: "1,200 replies to the 50 most acted-on accounts in 60 days, of which one in a hundred is liked or answered",
    limitPoints: null,
    plan: replyFarming,
  },
  {
    name: "follow_churn",
    says: "5,000 strangers followed and unfollowed again, one in twenty of whom follows back and stays",
    limitPoints: null,
    plan: followChurn,
  },
];
