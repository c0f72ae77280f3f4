import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { briefAnswerSchema } from "../../src/app/brief-answer.ts";
import { linesOf, renownHere, temporaryFolders, textsUnder } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();
const CRITIC = "7300000000000000001";
const PARTISAN = "7300000000000000002";
const fans = Array.from({ length: 6 }, (_, i) => String(8_100_000 + i));
let data: string;

const at = (day: number, hour = 10) => new Date(Date.UTC(2026, 0, day, hour)).toISOString();
const ndjson = (rows: readonly object[]) =>
  rows.map(row => `${JSON.stringify({ network: "x", ...row })}\n`).join("");
const cli = async (...args: readonly string[]) => {
  const result = await renownHere([...args, "--quiet", "--data", data]);
  return { ...result, answer: <Answer = object>() => result.json()[0] as Answer };
};
const slugsOf = (list: readonly { readonly slug: string }[]) => list.map(({ slug }) => slug);

/** The critic writes about television on six days, the partisan about an election; the same fans like both. */
beforeAll(async () => {
  const days = [2, 4, 6, 8, 10, 12];
  const posts = days.flatMap(day => [
    {
      author_id: CRITIC,
      post_id: `tv-${day}`,
      text: "Three notes on the new television series. #television",
    },
    { author_id: PARTISAN, post_id: `vote-${day}`, text: "The election and the senate vote. #politics" },
  ]);
  const dated = posts.map((post, i) => ({
    ...post,
    posted_at: at(days[i >> 1]!),
    kind: "original",
    lang: "en",
  }));
  const folder = await newFolder();
  const owners = [fans[0], fans[1], fans[1], fans[2], fans[3]];
  const listings = owners.map((actor_id, i) => ({
    ...{ kind: "list", actor_id, target_id: CRITIC, post_id: `l${i + 1}`, acted_at: null },
  }));
  const tables = {
    accounts: [
      { account_id: CRITIC, handle: "critic", bio: "Television critic.", observed_at: at(1) },
      { account_id: PARTISAN, handle: "partisan", observed_at: at(1) },
      ...fans.map(account_id => ({ account_id, handle: `fan_${account_id}`, observed_at: at(1) })),
    ],
    posts: dated,
    lists: [
      { list_id: "l1", owner_id: fans[0], name: "Television critics", observed_at: at(1) },
      { list_id: "l2", owner_id: fans[1], name: "TV series", observed_at: at(1) },
      { list_id: "l3", owner_id: fans[1], name: "Television", observed_at: at(1) },
      { list_id: "l4", owner_id: fans[2], name: "Television and Christianity", observed_at: at(1) },
      { list_id: "l5", owner_id: fans[3], name: "Good company", observed_at: at(1) },
    ],
    interactions: [
      ...listings,
      ...dated.flatMap(post =>
        fans.map((actor_id, i) => ({
          kind: i % 2 === 0 ? "like" : "repost",
          ...{ actor_id, target_id: post.author_id, post_id: post.post_id },
          acted_at: new Date(Date.parse(post.posted_at) + 3_600_000 * (1 + i)).toISOString(),
        })),
      ),
    ],
  };
  for (const [table, rows] of Object.entries(tables))
    writeFileSync(join(folder, `${table}.ndjson`), ndjson(rows));
  data = join(await newFolder(), "lake");
  expect(await cli("import", folder)).toMatchObject({ exitCode: 0 });
  expect(await cli("run")).toMatchObject({ exitCode: 0 });
});

describe("topics on the command line", () => {
  it("of an account are what it moves people about, with evidence in words", async () => {
    const { exitCode, answer } = await cli("topics", "x:@critic", "--json");
    expect(exitCode).toBe(0);
    const { influence } = answer<{ influence: object[] }>();
    expect(influence[0]).toMatchObject({
      slug: "television",
      score: expect.any(Number),
      people_count: 6,
      acts_received_count: 36,
      posts_acted_on_count: 6,
      is_in_bio: true,
      sentence: expect.stringMatching(/^6 people acted 36 times on 6 posts of 6 days/),
    });
    const { out } = await cli("topics", "x:@critic");
    expect(out).toMatch(/Moves people about[\s\S]*television/);
    expect(out).toMatch(/automatic hiring/);
  });

  it("count the people on whose lists one stands, by name, and none whose name says something sensitive", async () => {
    const { answer } = await cli("explain", "x:@critic", "--topic", "television", "--json");
    const { answer: topic } = answer<{ answer: object }>();
    expect(topic).toMatchObject({
      list_owners_count: 2,
      lists: [
        { list_name: "Television critics" },
        { list_name: expect.stringMatching(/^(TV series|Television)$/) },
      ],
      sentence: expect.stringMatching(/; on lists of 2 people, named "Television critics", "T/),
    });
    expect(JSON.stringify(await cli("topics", "x:@critic", "--json"))).not.toMatch(/Christian|Good company/);
  });

  it("of those who only act are interests, apart from influence", async () => {
    const { answer } = await cli("topics", `x:@fan_${fans[0]}`, "--json");
    expect(answer()).toMatchObject({ influence: [], reason: expect.stringMatching(/repeated evidence/) });
  });

  it("stand in the score's own answer", async () => {
    const { answer } = await cli("score", "x:@critic", "--json");
    const { topics } = briefAnswerSchema.parse(answer());
    expect(slugsOf(topics!.influence)).toContain("television");
    expect((await cli("score", "x:@critic")).out).toMatch(/Moves people about: .*Television/);
  });

  it("have leaders, as text, JSON and CSV", async () => {
    const { answer } = await cli("top", "--topic", "Television", "--json");
    expect(answer()).toMatchObject({ entries: [{ rank: 1, handle: "x:@critic" }], reason: null });
    const { out } = await cli("top", "--topic", "television", "--csv");
    expect(linesOf(out)).toHaveLength(2);
    expect(out).toMatch(/^rank,.*handle.*\n1,1,1,,x:@critic,x,/);
    expect((await cli("top", "--topic", "television", "--network", "bluesky")).out).toMatch(/Nobody/);
  });

  it("lead down to posts and people", async () => {
    const { exitCode, answer } = await cli("explain", "x:@critic", "--topic", "television", "--json");
    expect(exitCode).toBe(0);
    const { posts, people } = answer<{ posts: object[]; people: object[] }>();
    expect(posts).toHaveLength(5);
    expect(posts[0]).toMatchObject({
      people_count: 6,
      evidence: expect.stringMatching(/^hashtag #television/),
    });
    expect(people).toHaveLength(5);
    expect((await cli("explain", "x:@partisan", "--topic", "television")).exitCode).toBe(4);
  });

  it("of two accounts are compared, and who has none stands below", async () => {
    const { answer } = await cli("compare", "x:@partisan", "x:@critic", "--topic", "television", "--json");
    expect(answer()).toMatchObject({ pairs: [{ verdict: "second", probability_first_above: null }] });
    const { out } = await cli("compare", "x:@partisan", "x:@critic", "--topic", "television");
    expect(out).toMatch(/x:@critic is above x:@partisan, who moves nobody about Television/);
  });

  it("are found by search, and listed by area", async () => {
    const { answer } = await cli("topics", "--search", "televi", "--json");
    const found = answer<{ topics: object[] }>().topics;
    expect(found[0]).toMatchObject({ slug: "television", posts_count: 6, leaders_count: 1 });
    const areas = (await cli("topics", "--json")).answer<{ topics: { level: string }[] }>();
    expect(areas.topics.length).toBeGreaterThan(15);
    expect(new Set(areas.topics.map(({ level }) => level))).toEqual(new Set(["area"]));
    expect((await cli("top", "--topic", "televisio")).err).toMatch(/Did you mean television/);
  });

  it("that are sensitive are counted and attached to nobody until that person turns them on", async () => {
    const found = (await cli("topics", "--search", "politics", "--json")).answer<{ topics: object[] }>();
    expect(found.topics[0]).toMatchObject({
      ...{ slug: "politics", is_sensitive: true, posts_count: 6, people_count: 6, leaders_count: 0 },
    });
    type Areas = { influence: { slug: string }[]; areas: { slug: string }[] };
    const before = (await cli("topics", "x:@partisan", "--json")).answer<Areas>();
    expect(slugsOf(before.influence)).not.toContain("politics");
    expect(slugsOf(before.areas)).not.toContain("politics");
    expect((await cli("top", "--topic", "politics")).out).toMatch(/aggregate only/);
    const shown = await cli("topics", "x:@partisan", "--show", "politics", "--json");
    expect(shown.answer()).toMatchObject({ choice: "shown", effect: "next_run" });
    await cli("run");
    const after = (await cli("topics", "x:@partisan", "--json")).answer<Areas>();
    expect(slugsOf(after.areas)).toContain("politics");
  });

  it("that a person disputes vanish at once, stay away after a new run, and come back when turned on", async () => {
    const tv = async () =>
      slugsOf(
        (await cli("topics", "x:@critic", "--json")).answer<{ influence: { slug: string }[] }>().influence,
      );
    expect(await tv()).toContain("television");
    const { out } = await cli("topics", "x:@critic", "--dispute", "television");
    expect(out).toMatch(/in no answer from now on/);
    expect(await tv()).not.toContain("television");
    expect((await cli("top", "--topic", "television", "--json")).answer()).toMatchObject({ entries: [] });
    expect((await cli("explain", "x:@critic", "--topic", "television")).exitCode).toBe(4);
    await cli("run");
    expect(await tv()).not.toContain("television");
    await cli("topics", "x:@critic", "--show", "television");
    await cli("run");
    expect(await tv()).toContain("television");
  });

  it("of an imported ontology stand in the place of the built-in ones, with their credit, until those are chosen again", async () => {
    const folder = await newFolder();
    const files = {
      "topics.csv":
        "topicId,topicSlug,topicDisplayName,wikiItemId\n1,screens,Screens,\n2,tv-critics,Television Series,\n",
      "edges.csv": "parentTopicId,childTopicId\n0,1\n1,2\n",
      "display-names.csv": "topicId,language,topicDisplayName\n2,es,Series de television\n",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    expect((await cli("import", folder, "--format", "klout-topics")).err).toBe("");
    const refused = await cli("run", "--ontology", "unheard-of");
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.err).toContain("Imported: klout-topics");
    expect(await cli("run", "--ontology", "klout-topics")).toMatchObject({ exitCode: 0 });
    const critic = (await cli("topics", `x:${CRITIC}`, "--json")).answer<{
      influence: { slug: string }[];
      credit: string;
    }>();
    expect(slugsOf(critic.influence)).toEqual(["tv-critics"]);
    expect(critic.credit).toContain("CC BY 3.0");
    expect(await cli("top", "--topic", "television")).toMatchObject({ exitCode: 2 });
    // A later run keeps what was chosen.
    expect(await cli("run")).toMatchObject({ exitCode: 0 });
    expect((await cli("top", "--topic", "tv-critics")).out).toContain("Klout Topic Ontology");
    expect((await cli("run", "--tagger", "topic-tagger-1")).err).toContain("built-in topics only");
    const fitted = ["run", "--ontology", "built-in", "--tagger", "topic-tagger-1"];
    expect(await cli(...fitted)).toMatchObject({ exitCode: 0 });
    const byModel = await cli("explain", `x:${CRITIC}`, "--topic", "film-and-television", "--json");
    expect(byModel.out).toContain("model topic-tagger-1");
    expect(await cli("run")).toMatchObject({ exitCode: 0 });
    expect(await cli("top", "--topic", "television")).toMatchObject({ exitCode: 0 });
  });
  it("and choices about them are erased with the account", async () => {
    await cli("topics", "x:@critic", "--dispute", "music");
    expect(Object.values(await textsUnder(data)).join()).toContain(CRITIC);
    expect((await cli("forget", "x:@critic", "--yes")).exitCode).toBe(0);
    const left = Object.entries(await textsUnder(data)).filter(([, text]) => text.includes(CRITIC));
    expect(left.map(([path]) => path)).toEqual([]);
    expect((await cli("top", "--topic", "television", "--json")).answer()).toMatchObject({ entries: [] });
  });
});
