import { expect, it } from "vitest";
import { likes, says, villageRows } from "../../test/support/topic-village.ts";

const people = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);

/** Many say tea together with kettles and steam; one writes of kettles and steam and never says tea. */
function kitchen(authorsOfTea: number) {
  const company = people(authorsOfTea, "cook").flatMap(cook =>
    [2, 5, 8, 11].map(day => says(cook, day, "tea kettle steam")),
  );
  const others = people(200, "walker").flatMap(walker =>
    [3, 9].map(day => says(walker, day, `${walker} walks`)),
  );
  const wordings = [...company, ...others].map((post, i) => ({ ...post, text: `${post.text} n${i}` }));
  const hinted = [3, 6, 9, 12, 15].map(day => says("potter", day, `kettle with steam ${day}`));
  const acts = hinted.flatMap(post => people(3, "friend").map(friend => likes(friend, post)));
  return { posts: [...wordings, ...hinted], interactions: acts };
}

const topicsOfPotter = async (authorsOfTea: number) =>
  (await villageRows(kitchen(authorsOfTea)))("account_topics")
    .filter(row => row["account_id"] === "potter" && row["is_influence"] === true)
    .map(row => row["topic_id"]);

it("two terms that keep a topic's company in the lake stand for it, and say so", async () => {
  expect(await topicsOfPotter(8)).toEqual(["t:drinks", "t:tea"]);
  const evidence = (await villageRows(kitchen(8)))("topic_posts").map(row => String(row["evidence"]));
  expect(evidence).toContain("cooccurrence kettle; cooccurrence steam");
});

it("the habit of four people teaches nothing", async () => {
  expect(await topicsOfPotter(4)).toEqual([]);
});
