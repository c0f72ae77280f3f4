import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedLake, servedTinyLake } from "../../../test/support/served-lake.ts";
import { type ProfileView, profileView } from "../../app/serving/profile-view.ts";
import { parseHandle } from "../../domain/handle.ts";
import { type Frame, siteAssets } from "../frame.ts";
import { ProfilePage } from "../pages/profile-page.tsx";

let served: ServedLake;
let profile: ProfileView;

beforeAll(async () => {
  served = await servedTinyLake();
  const most = { moments: 3, people: 5 };
  profile = await served.snapshots.withView(view => profileView(view, parseHandle("x:@Alice"), most));
});

afterAll(async () => {
  await served.close();
});

const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>\u202e`;
const frame: Frame = {
  ...{ assets: siteAssets(), theme: "auto", path: "/u/x:@Alice", origin: "http://localhost", stamp: null },
  isIndexable: true,
};

/** Every text of strangers in `value` made hostile; names, words and kinds that are ours stay. */
function hostile<T>(value: T): T {
  const strangers = new Set(["display_name", "text", "handle", "note", "author"]);
  const walk = (one: unknown, key = ""): unknown => {
    if (typeof one === "string") return strangers.has(key) ? HOSTILE : one;
    if (Array.isArray(one)) return one.map(item => walk(item, key));
    if (one === null || typeof one !== "object") return one;
    return Object.fromEntries(Object.entries(one).map(([name, item]) => [name, walk(item, name)]));
  };
  return walk(value) as T;
}

describe("a profile of somebody hostile", () => {
  it("shows every name, post and statement as text", () => {
    const page = <ProfilePage frame={frame} profile={hostile(profile)} statement={HOSTILE} />;
    const html = String(page);
    expect(html).toContain("&lt;script&gt;");
    expect(html).not.toMatch(/<script>|<img src=x|\u202e/);
    expect(html.match(/<script[^>]*>/g)).toHaveLength(1);
  });

  it("links posts without lending them standing", () => {
    const url = "https://elsewhere.example/post/1";
    const [first, ...rest] = profile.moments.moments;
    const moments = { ...profile.moments, moments: [{ ...first!, url }, ...rest] };
    const html = String(<ProfilePage frame={frame} profile={{ ...profile, moments }} statement={null} />);
    for (const [tag] of html.matchAll(/<a [^>]*href="https?:[^>]*>/g))
      expect(tag).toContain('rel="nofollow noopener ugc"');
    expect(html).toContain(url);
  });
});
