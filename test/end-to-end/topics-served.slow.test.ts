import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renownHere } from "../support/renown-cli.ts";
import { type ServedDemo, servedDemo } from "../support/served-demo.ts";

let demo: ServedDemo;
beforeAll(async () => {
  demo = await servedDemo();
}, 300_000);
afterAll(() => demo?.close());

type Answer = Readonly<Record<string, unknown>>;
const served = async (path: string) => (await (await fetch(`${demo.url}${path}`)).json()) as Answer;
const told = async (...args: string[]): Promise<Answer> =>
  (await renownHere([...args, "--json", "--data", demo.dataDir])).json()[0]!;

describe("topics that are served", () => {
  it("are those of the command line: of a person, their evidence, and a topic's leaders", async () => {
    for (const handle of ["x:@ines_okafor", "x:@luma", "x:@maya_rivers"]) {
      const { choices: _, ...topics } = await told("topics", handle);
      expect(await served(`/api/v1/topics/${handle}`)).toEqual(topics);
    }
    const evidence = await told("explain", "x:@ines_okafor", "--topic", "television");
    expect(evidence["posts"]).not.toEqual([]);
    expect(await served("/api/v1/topics/x:@ines_okafor/evidence?topic=television")).toEqual(evidence);
    const { run_id: _, ...top } = await told("top", "--topic", "television", "--limit", "20");
    expect(await served("/api/v1/topic-leaders?topic=television&limit=20")).toMatchObject(top);
    for (const leader of top["entries"] as readonly Record<string, number>[]) {
      expect(leader["overall_low"]).toBeLessThanOrEqual(leader["overall_score"]!);
      expect(leader["overall_high"]).toBeGreaterThanOrEqual(leader["overall_score"]!);
      expect(leader["coverage"]).toBeGreaterThan(0);
    }
  });

  it("stand in Klout's answer and on the pages", async () => {
    const { id } = await served("/v2/identity.json/twitter?screenName=ines_okafor");
    const topics = (await (await fetch(`${demo.url}/v2/user.json/${id}/topics`)).json()) as readonly Answer[];
    expect(topics.map(({ displayName }) => displayName)).toContain("Television");
    for (const { id: topicId } of topics) expect(topicId).toMatch(/^\d{5,}$/);
    const page = await (await fetch(`${demo.url}/topics/television`)).text();
    expect(page).toContain("/topics/television/x:@ines_okafor");
    const profile = await (await fetch(`${demo.url}/u/x:@ines_okafor`)).text();
    expect(profile).toContain('href="/topics/television/x:@ines_okafor"');
  });
});
