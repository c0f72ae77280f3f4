import { describe, expect, it } from "vitest";
import { likes, says, villageRows, villageTopics } from "../../test/support/topic-village.ts";
import { seededRandom } from "../lib/metrics/seeded-random.ts";

const ISLANDS = 24;
/** Points that the tightening of longer circles of mutual acts may cost (decision 0002). */
const CIRCLES = 0.5;
type Post = ReturnType<typeof says>;
type Act = ReturnType<typeof likes>;

const people = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const rowOf = (rows: readonly Readonly<Record<string, unknown>>[], account: string, topicId = "t:tea") =>
  rows.find(row => row["account_id"] === account && row["topic_id"] === topicId);

/** Somebody who posts about tea on five days and is liked by three friends on each. */
function regular(name: string) {
  const posts = [3, 6, 9, 12, 15].map(day => says(name, day, "tea"));
  return {
    posts,
    acts: posts.flatMap(post => people(3, `${name}-friend`).map(friend => likes(friend, post))),
  };
}

/** On every other island the act comes from somebody new, on whom nobody acts. */
const isFromOutside = (number: number) => number % 2 === 0;

/** An island of random people who act on each other's posts about tea and coffee; `more` adds one act on its hero. */
function island(number: number, more: boolean): { posts: Post[]; acts: Act[] } {
  const random = seededRandom(number);
  const names = people(7, `i${number}-`);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const posts = names.flatMap(name =>
    Array.from({ length: 8 }, (_, i) =>
      says(name, 2 + 3 * i + Math.floor(random() * 3), pick(["tea", "tea", "coffee"])),
    ),
  );
  const acts = Array.from({ length: 60 }, (_, i) => {
    const post = pick(posts);
    return likes(pick(names.filter(name => name !== post.author_id)), post, 1 + i / 10);
  });
  const heroPosts = posts.filter(post => post.author_id === names[0] && post.text === "tea");
  const newcomer = isFromOutside(number) ? `i${number}-new` : pick(names.slice(1));
  const extra = heroPosts.length === 0 ? [] : [likes(newcomer, pick(heroPosts), 30)];
  return { posts, acts: more ? [...acts, ...extra] : acts };
}

const islands = (more: boolean) => {
  const all = Array.from({ length: ISLANDS }, (_, number) => island(number, more));
  return { posts: all.flatMap(({ posts }) => posts), interactions: all.flatMap(({ acts }) => acts) };
};

describe("topics of people", () => {
  it("one more act never lowers strength, people or score, and never takes a topic away", async () => {
    const before = (await villageRows(islands(false)))("account_topics");
    const after = (await villageRows(islands(true)))("account_topics");
    let compared = 0;
    let raised = 0;
    for (let number = 0; number < ISLANDS; number++) {
      const [less, more] = [rowOf(before, `i${number}-0`), rowOf(after, `i${number}-0`)];
      if (less?.["is_influence"] !== true) continue;
      compared++;
      expect(more?.["is_influence"]).toBe(true);
      for (const column of [
        "influence_strength",
        "people_count",
        "people_beyond_best_count",
        "acts_received_count",
      ])
        expect(Number(more![column])).toBeGreaterThanOrEqual(Number(less[column]));
      const slack = isFromOutside(number) ? 1e-6 : CIRCLES;
      expect(Number(more!["expertise_score"])).toBeGreaterThan(Number(less["expertise_score"]) - slack);
      if (Number(more!["expertise_score"]) > Number(less["expertise_score"]) + 1e-6) raised++;
    }
    expect(compared).toBeGreaterThan(10);
    expect(raised).toBeGreaterThan(compared / 3);
  });

  it("need several people, posts and days: neither one fan's thousand acts nor one viral joke is enough", async () => {
    const fanned = [3, 6, 9, 12, 15].map(day => says("fanned", day, "tea"));
    const joke = says("joker", 10, "tea");
    const oneDay = ["tea", "my tea", "more tea"].map(text => says("busy", 10, text));
    const { posts, acts } = regular("regular");
    const rows = (
      await villageRows({
        posts: [
          ...posts,
          ...fanned,
          ...oneDay,
          joke,
          says("joker", 12, "tea too"),
          says("joker", 14, "tea again"),
        ],
        interactions: [
          ...acts,
          ...Array.from({ length: 1000 }, (_, i) => likes("fan", fanned[i % 5]!, 1 + i / 100)),
          ...people(300, "crowd").map((name, i) => likes(name, joke, 1 + i)),
          ...oneDay.flatMap(post => people(9, "crowd").map(name => likes(name, post))),
        ],
      })
    )("account_topics");
    expect(rowOf(rows, "regular")).toMatchObject({
      is_influence: true,
      people_count: 3,
      posts_acted_on_days_count: 5,
    });
    for (const name of ["fanned", "joker", "busy"])
      expect(rowOf(rows, name)?.["is_influence"] ?? false).toBe(false);
    expect(rowOf(rows, "fan")).toBeUndefined();
  });

  it("are not lost by strangers: nobody without a path changes anything", async () => {
    const { posts, acts } = regular("regular");
    const crowd = Array.from({ length: 30 }, (_, i) => regular(`stranger${i}`));
    const alone = (await villageRows({ posts, interactions: acts }))("account_topics");
    const among = (
      await villageRows({
        posts: [...posts, ...crowd.flatMap(one => one.posts)],
        interactions: [...acts, ...crowd.flatMap(one => one.acts)],
      })
    )("account_topics");
    expect(rowOf(among, "regular")).toEqual(rowOf(alone, "regular"));
    expect(Number(rowOf(alone, "regular")!["expertise_score"])).toBeGreaterThan(0);
  });

  it("an area holds what its topics hold, each post once", async () => {
    const both = [3, 6, 9, 12].map(day => says("a", day, "tea coffee"));
    const population = {
      posts: both,
      interactions: both.flatMap(post => people(4, "friend").map(friend => likes(friend, post))),
    };
    const rows = (await villageRows(population))("account_topics");
    const [tea, drinks] = [rowOf(rows, "a")!, rowOf(rows, "a", "t:drinks")!];
    for (const column of ["acts_received_count", "people_count", "own_posts_count", "expertise_score"])
      expect(drinks[column]).toEqual(tea[column]);
  });

  it("a sensitive topic is counted and named beside nobody who did not turn it on, and its area tells nothing of it", async () => {
    const posts = ["a", "b"].flatMap(name => [3, 6, 9, 12].map(day => says(name, day, "faith")));
    const population = {
      posts,
      interactions: posts.flatMap(post => people(4, "friend").map(friend => likes(friend, post))),
    };
    const choice = {
      network: "x",
      accountId: "b",
      topicId: "t:faith",
      choice: "shown",
      at: "2026-01-01T00:00:00Z",
    } as const;
    const closed = await villageRows(population);
    for (const mart of ["account_topics", "topic_leaders", "topic_posts", "topic_people"])
      expect(closed(mart)).toEqual([]);
    expect(closed("topic_totals")).toMatchObject([
      {
        topic_id: "t:faith",
        is_sensitive: true,
        posts_count: 8,
        people_count: 4,
        acts_count: 32,
        leaders_count: 0,
      },
    ]);
    const opened = await villageRows(population, villageTopics([choice]));
    expect(opened("account_topics").map(row => row["account_id"])).toEqual(["b"]);
    expect(opened("topic_people")).toEqual([]);
  });

  it("a disputed topic stays away in the next run, others stay", async () => {
    const { posts, acts } = regular("regular");
    const choice = {
      network: "x",
      accountId: "regular",
      topicId: "t:tea",
      choice: "disputed",
      at: "2026-01-01T00:00:00Z",
    } as const;
    const rows = await villageRows({ posts, interactions: acts }, villageTopics([choice]));
    expect(rows("account_topics").map(row => row["topic_id"])).toEqual(["t:drinks"]);
    expect(rows("topic_leaders").map(row => row["topic_id"])).toEqual(["t:drinks"]);
  });

  it("a run without words has no topics and asks for no ontology", async () => {
    const silent = { ...says("a", 3, "tea"), text: null };
    const population = {
      posts: [silent],
      interactions: people(5, "friend").map(friend => likes(friend, silent as never)),
    };
    const load = () => {
      throw new Error("asked");
    };
    const rows = await villageRows(population as never, { choices: [], load });
    expect(rows("account_topics")).toEqual([]);
    expect(rows("topic_totals")).toEqual([]);
  });
});
