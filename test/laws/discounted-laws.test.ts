import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { loadModel } from "../../src/app/load-model.ts";
import { RowScorer } from "../support/score-rows.ts";
import { ATTENTION_LAWS } from "./attention-laws.ts";
import { EVIDENCE_LAWS } from "./evidence-laws.ts";
import { named } from "./holds-for.ts";
import { expectNothingLower } from "./judging.ts";
import { OWN_ACTS_LAWS } from "./own-acts-laws.ts";
import { UNCOUNTED_LAWS } from "./uncounted-laws.ts";
import {
  accountIdsOf,
  act,
  actKinds,
  anyWorld,
  everythingObserved,
  HERO,
  hoursAgo,
  post,
  timeAgo,
  withRows,
} from "./worlds.ts";

/** So tight that worlds of a dozen people reach every discount. */
const DISCOUNTS = {
  discounts_on: 1,
  whole_authenticity: 0.5,
  established_people_count: 3,
  unvouched_share: 0.3,
  unvouched_base_count: 1,
  unvouched_base_standing: 0.2,
  vouching_days: 30,
  circle_people_count: 1,
  mutual_people_count: 1,
  silent_follower_share: 0.1,
  silent_follower_base_count: 1,
};
/** What one more act received, or one's own acts, may do. */
const HELD = [
  "one more genuine interaction received never lowers any paid feature nor the score",
  "posting more by itself never raises a score",
  "replies dilute nothing",
];

/** A profile that the estimate of authenticity doubts. */
const BOUGHT = { followers_count: 2, following_count: 4000, posts_count: 1, listed_count: 0 };

const doubtedActsNeverLower = named("one more act of somebody who looks bought never lowers", {
  cases: fc.record({
    world: anyWorld,
    doubted: fc.array(fc.nat(24), { minLength: 1, maxLength: 12 }),
    kind: actKinds,
    hours: hoursAgo,
    from: fc.nat(30),
  }),
  worlds: ({ world, doubted, kind, hours, from }) => {
    const ids = accountIdsOf(world).slice(1);
    const bought = [...new Set(doubted.map(place => ids[place % ids.length]!))];
    const judged = withRows(world, {
      account_stats: bought.map(account_id => ({
        network: "x" as const,
        account_id,
        observed_at: timeAgo(1),
        ...BOUGHT,
      })),
    });
    const actor = bought[from % bought.length]!;
    const more = (id: string) =>
      withRows(judged, { interactions: [act("one more", kind, id, HERO, { hours })] });
    return {
      before: judged,
      after: more(actor),
      genuine: more("newcomer"),
      doubtedNewcomer: withRows(more("newcomer"), {
        account_stats: [
          { network: "x" as const, account_id: "newcomer", observed_at: timeAgo(1), ...BOUGHT },
        ],
      }),
    };
  },
  judge: ({ before, after, genuine, doubtedNewcomer }) => {
    expectNothingLower(before.account(HERO), after.account(HERO));
    expectNothingLower(doubtedNewcomer.account(HERO), genuine.account(HERO));
  },
});

const scorer = await RowScorer.open({ threads: 1, constants: DISCOUNTS });
afterAll(() => scorer.close());

describe("with every discount on", () => {
  for (const { title, hold } of [...ATTENTION_LAWS, ...OWN_ACTS_LAWS])
    if (HELD.includes(title)) it(title, () => hold(scorer, { runs: 40 }));

  it("one more act of somebody who looks bought never lowers, and counts for less than a genuine one", () =>
    doubtedActsNeverLower.hold(scorer, { runs: 40 }));

  it("people whom nobody knows count up to a bound, and those whom the account itself acts on do not become known", async () => {
    const crowd = Array.from({ length: 60 }, (_, fan) => act(`c${fan}`, "like", `bot${fan}`, HERO));
    const fans = ["f1", "f2", "f3"].map(fan => act(fan, "repost", fan, HERO));
    const known = ["f1", "f2", "f3"].flatMap(fan =>
      ["k1", "k2", "k3"].map(other => act(`${fan}${other}`, "like", other, fan)),
    );
    const answers = Array.from({ length: 60 }, (_, fan) => act(`r${fan}`, "like", HERO, `bot${fan}`));
    const world = (interactions: typeof crowd) => ({
      posts: [post("p", HERO)],
      interactions: [...fans, ...known, ...interactions],
      observations: everythingObserved(),
    });
    const of = async (interactions: typeof crowd) =>
      (await scorer.score(world(interactions))).accounts.get(`x:${HERO}`)!;
    const [without, bought, answered] = [await of([]), await of(crowd), await of([...crowd, ...answers])];
    expect(bought.features["engaged_people_count"]).toBe(63);
    expect(bought.features["unvouched_people_count"]).toBe(60);
    // 3 known people, the first unknown one, and three tenths of 3.
    expect(63 - Number(bought.features["discounted_people_count"])).toBeCloseTo(4.9, 3);
    expect(answered.features["unvouched_people_count"]).toBe(60);
    expect(answered.score).toBeCloseTo(bought.score!, 6);
    expect(bought.score!).toBeGreaterThanOrEqual(without.score!);
  });

  it("following and unfollowing without end changes nothing", async () => {
    const fans = ["f1", "f2", "f3"].map(fan => act(fan, "repost", fan, HERO));
    const churn = Array.from({ length: 40 }, (_, turn) => act(`t${turn}`, "follow", HERO, `s${turn}`));
    const rows = { posts: [post("p", HERO)], observations: everythingObserved() };
    const still = await scorer.score({ ...rows, interactions: fans });
    const churned = await scorer.score({
      ...rows,
      interactions: [...fans, ...churn],
      removals: churn.map(({ interaction_id }) => ({
        network: "x" as const,
        subject: "interaction" as const,
        subject_id: interaction_id!,
        removed_at: timeAgo(1),
      })),
    });
    expect(churned.accounts.get(`x:${HERO}`)).toEqual(still.accounts.get(`x:${HERO}`));
  });
});

const modelScorer = await RowScorer.open({ threads: 1, model: loadModel("renown-2027-01") });
afterAll(() => modelScorer.close());

describe("by renown-2027-01", () => {
  for (const { title, hold } of [...ATTENTION_LAWS, ...OWN_ACTS_LAWS, ...UNCOUNTED_LAWS, ...EVIDENCE_LAWS])
    it(title, () => hold(modelScorer, { runs: 10 }));
});
