import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demo } from "../../src/app/demo.ts";
import { explainHandle } from "../../src/app/explain-handle.ts";
import { historyOf } from "../../src/app/history-of.ts";
import type { ScoreAnswer } from "../../src/app/score-answer.ts";
import { scoreHandles } from "../../src/app/score-handles.ts";
import type { DemoSummary } from "../../src/app/summaries.ts";
import { topList } from "../../src/app/top-list.ts";
import { compareTopic } from "../../src/app/topics/compare-topic.ts";
import { explainTopic } from "../../src/app/topics/explain-topic.ts";
import { topTopic } from "../../src/app/topics/top-topic.ts";
import { topicsOfHandle } from "../../src/app/topics/topics-of-handle.ts";
import { noProgress } from "../../src/domain/progress.ts";
import { CAST } from "../../src/simulator/cast.ts";

const dataDir = mkdtempSync(join(tmpdir(), "renown-cast-"));
const options = { dataDir, progress: noProgress };
let summary: DemoSummary;
const answers = new Map<string, ScoreAnswer>();

beforeAll(async () => {
  summary = await demo(options);
  const outcomes = await scoreHandles(
    CAST.map(({ network, accountId }) => `${network}:${accountId}`),
    options,
  );
  for (const [i, { role, network }] of CAST.entries()) {
    const outcome = outcomes[i]!;
    if (!("answer" in outcome)) throw new Error(`${role}: ${outcome.error}`);
    answers.set(answers.has(role) ? `${role} on ${network}` : role, outcome.answer);
  }
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function answerOf(role: string): ScoreAnswer {
  return answers.get(role)!;
}

function memberOf(role: string) {
  return CAST.find(member => member.role === role)!;
}

describe("the cast of the demo", () => {
  it.each(CAST.filter(({ expected }) => "low" in expected).map(member => [member.handle, member] as const))(
    "%s scores inside the range of the role",
    (_, member) => {
      const answer = [...answers.values()].find(({ account_id }) => account_id === member.accountId)!;
      const { low, high } = member.expected as { low: number; high: number };
      expect(answer.score).toBeGreaterThanOrEqual(low);
      expect(answer.score).toBeLessThanOrEqual(high);
    },
  );

  it("the job seeker stands in the teens and answers within the hour", () => {
    expect(answerOf("job_seeker").score).toBeGreaterThanOrEqual(13);
    expect(answerOf("job_seeker").score).toBeLessThan(20);
    expect(memberOf("job_seeker").answerMinutes).toBeLessThanOrEqual(60);
  });

  it("the job seeker stands above nine in ten in conversation and timeliness, whatever her score", () => {
    const { conversation, timeliness } = answerOf("job_seeker").qualities!;
    for (const quality of [conversation, timeliness]) {
      expect(quality.percentile).toBeGreaterThan(90);
      expect(quality.population!.size).toBeGreaterThanOrEqual(20);
      expect(quality.evidence).toHaveLength(3);
      expect(quality.evidence.map(post => post.author)).toEqual(Array(3).fill("x:@maya_rivers"));
    }
    expect(conversation.population).toMatchObject({ is_like_sized: true });
    expect(timeliness.value).toBeLessThan(1);
  });

  it("whom nobody could watch, and who is protected, has no quality and a reason or nothing", () => {
    expect(answerOf("protected").qualities).toBeNull();
    const { timeliness, voice_authenticity } = answerOf("dormant_fed_by_bots").qualities!;
    expect(timeliness).toMatchObject({ value: null, percentile: null, evidence: [] });
    expect(timeliness.reason).toMatch(/Fewer than 5 answers/);
    expect(voice_authenticity.value).toBeNull();
  });

  it("the strategist stands near 52", () => {
    expect(Math.abs(answerOf("strategist").score! - 52)).toBeLessThan(2);
  });

  it("the teen singer stands at the top of the scale and leads the table", async () => {
    expect(answerOf("teen_singer").score).toBeGreaterThan(85);
    const { entries } = await topList({ dataDir, limit: 1 });
    expect(entries[0]!.handles).toEqual(["x:@luma"]);
  });

  it("the television expert stands high with a small audience", () => {
    const expert = answerOf("television_expert");
    const strategist = answerOf("strategist");
    expect(expert.score).toBeGreaterThan(strategist.score!);
    const rankOf = (answer: ScoreAnswer) =>
      answer.contributions.find(({ feature }) => feature === "people_rank")!.value!;
    expect(rankOf(expert)).toBeGreaterThan(rankOf(strategist));
    expect(memberOf("television_expert").followers).toBeLessThan(1000);
  });

  it("the television expert stands above the singer in television, with the evidence shown", async () => {
    const { accounts, pairs } = await compareTopic(["x:@luma", "x:@ines_okafor"], "television", options);
    expect(pairs).toMatchObject([{ verdict: "second" }]);
    expect(accounts[1]!.answer).toMatchObject({ slug: "television", own_posts_count: expect.any(Number) });
    expect(accounts[1]!.answer!.score!).toBeGreaterThan(50);
    const { posts, people } = await explainTopic("x:@ines_okafor", "television", options);
    expect(posts).toHaveLength(5);
    for (const post of posts) expect(post.evidence).toMatch(/television|season|series/);
    expect(people).toHaveLength(5);
    const { entries } = await topTopic("television", { dataDir, limit: 20 });
    const handles = entries.map(({ handle }) => handle);
    expect(handles.indexOf("x:@ines_okafor")).toBeGreaterThanOrEqual(0);
    expect(handles.indexOf("x:@ines_okafor")).toBeLessThan(10);
    expect(handles).not.toContain("x:@luma");
  });

  it("a joke about television that thousands acted on made no topic of the singer", async () => {
    const { reason } = await explainTopic("x:@luma", "television", options);
    expect(reason).toMatch(/one viral post makes none/);
    const { influence } = await topicsOfHandle("x:@luma", options);
    expect(influence.map(({ slug }) => slug)).toContain("music");
    const { topics } = answerOf("teen_singer");
    expect(topics!.influence.map(({ slug }) => slug)).not.toContain("television");
    const { posts } = await explainHandle("x:@luma", { ...options, limit: 1 });
    expect(posts[0]!.text).toMatch(/season|television|series/);
  });

  it("bots give the dormant account no score", () => {
    expect(answerOf("dormant_fed_by_bots")).toMatchObject({ score: null });
    expect(answerOf("dormant_fed_by_bots").reason).toMatch(/activity in the last 90 days/);
  });

  it("the protected account is never read", async () => {
    expect(answerOf("protected").score).toBeNull();
    expect(answerOf("protected").reason).toMatch(/protected/);
    const { people, posts } = await explainHandle("x:@private_pia", { ...options, limit: 10 });
    expect([...people, ...posts]).toEqual([]);
  });

  it("no post that shows a quality answers a protected account", () => {
    const notes = [...answers.values()].flatMap(({ qualities }) =>
      Object.values(qualities ?? {}).flatMap(({ evidence }) => evidence.map(post => post.note)),
    );
    expect(notes.length).toBeGreaterThan(20);
    expect(notes.filter(note => note.includes("private_pia"))).toEqual([]);
  });

  it("the opted-out account stands in no ranking", async () => {
    expect(answerOf("opted_out").networks[0]!.is_ranked).toBe(false);
    const { entries } = await topList({ dataDir, limit: 5000 });
    expect(entries.flatMap(({ handles }) => handles)).not.toContain("x:@optout_otto");
    expect(entries.length).toBeGreaterThan(1000);
  });

  it("two interactions are not enough data", () => {
    const answer = answerOf("too_little_evidence");
    expect(answer.score).toBeNull();
    expect(answer.reason).toMatch(/Too little evidence/);
  });

  it("one person on two networks has one score and each network's own", () => {
    const pair = CAST.filter(({ identityId }) => identityId !== undefined);
    expect(pair.map(({ network }) => network)).toEqual(["x", "bluesky"]);
    const both = [...answers.values()].filter(({ networks }) => networks.length === 2);
    expect(both).toHaveLength(2);
    const [one, other] = both as [ScoreAnswer, ScoreAnswer];
    expect(one.identity).toEqual(other.identity);
    expect(one.identity!.score).toBeGreaterThan(Math.max(one.score!, other.score!));
  });

  it("the brand is an organisation", () => {
    expect(memberOf("brand").kind).toBe("organisation");
    expect(answerOf("brand").score).toBeGreaterThan(45);
  });

  it("explain names the people and the posts behind a score", async () => {
    const { people, posts, contributions } = await explainHandle("x:@ines_okafor", { ...options, limit: 5 });
    expect(people).toHaveLength(5);
    expect(people[0]!.handle).toMatch(/^x:@/);
    expect(posts[0]!.text).toMatch(/television|season|finale/);
    expect(contributions).toHaveLength(12);
  });

  it("history lists what was published", async () => {
    const { points } = await historyOf("x:@tomas_lindqvist", options);
    expect(points).toHaveLength(1);
    expect(points[0]).toMatchObject({ model: summary.run.modelId, score: answerOf("strategist").score });
  });
});
