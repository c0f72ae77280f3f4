import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { parseHandle } from "../../domain/handle.ts";
import type { PostBehind } from "../../snapshot/contract.ts";
import type { FoundSubject } from "./dossier.ts";
import { dossierSubject, type SubjectOptions } from "./dossier-subject.ts";

let served: ServedLake;

beforeAll(async () => {
  served = await servedTinyLake();
});

afterAll(() => served.close());

const subjectOf = (handle: string, options: Partial<SubjectOptions> = {}): Promise<FoundSubject> =>
  served.snapshots.withView(async view =>
    dossierSubject(await view.locate(parseHandle(handle)), view.model, {
      statement: null,
      topic: null,
      ...options,
    }),
  );

describe("dossierSubject", () => {
  it("gathers the posts that drew most, drawn posts and drawn answers with whom they answer", async () => {
    const { posts } = await subjectOf("x:@alice");
    expect(posts.drew_most.posts.map(({ post_id, strength }) => [post_id, strength])).toEqual([
      ["p2", 4],
      ["p1", 1],
    ]);
    expect(posts.typical).toMatchObject({ posts_count: 3, posts: [{ post_id: "p3" }, { post_id: "p1" }] });
    expect(posts.answers.posts.map(({ answered }) => answered)).toEqual(["x:@bob", "x:77"]);
    expect(posts.on_topic).toBeNull();
  });

  it("says why there is none of a choice, and never that there were zero", async () => {
    const { posts, observed } = await subjectOf("x:@bob");
    expect(posts.drew_most).toMatchObject({ posts: [], posts_count: null });
    for (const choice of [posts.drew_most, posts.typical, posts.answers])
      expect(choice.reason).toMatch(/observed/);
    expect(observed.map(({ what }) => what)).toContain("Replies received");
  });

  it("shows three posts on a topic that was asked for, and how many there are", async () => {
    const post = (post_id: string): PostBehind => ({
      ...{ post_id, kind: "original", posted_at: null, text: "On it." },
      ...{ like_count: null, repost_count: null, reply_count: null, quote_count: null },
    });
    const topic = { label: "music", posts: ["1", "2", "3", "4"].map(post), posts_count: 9 };
    const { on_topic } = (await subjectOf("x:@alice", { topic })).posts;
    expect(on_topic).toMatchObject({ topic: "music", posts_count: 9, reason: null });
    expect(on_topic?.posts.map(({ post_id }) => post_id)).toEqual(["1", "2", "3"]);
    const none = await subjectOf("x:@alice", { topic: { ...topic, posts: [] } });
    expect(none.posts.on_topic?.reason).toBe("No post of it on music was observed in the window.");
  });

  it("names each contribution and where they begin", async () => {
    const { answer, labels, baseline_score } = await subjectOf("x:@alice");
    const points = answer.contributions.reduce((sum, part) => sum + part.points, baseline_score);
    expect(points).toBeCloseTo(answer.score!, 6);
    for (const { feature } of answer.contributions) expect(labels[feature]).toMatch(/^[A-Z]/);
  });
});
