import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { linesOf, renown, renownHere, temporaryFolders, textsUnder } from "../support/renown-cli.ts";

const newFolder = temporaryFolders();

const ID = "7300000000000000417";
const HANDLE = "wren_halloway";
const NAME = "Wren Halloway";
const OWN_WORDS = "what only wren would say";
/** Every word that speaks of the account; none may be left. */
const TRACES = [ID, HANDLE, NAME, OWN_WORDS];

const at = (day: number, minute = 0) => new Date(Date.UTC(2026, 0, day, 10, minute)).toISOString();
const ndjson = (rows: readonly object[]) =>
  rows.map(row => `${JSON.stringify({ network: "x", ...row })}\n`).join("");
const fans = Array.from({ length: 12 }, (_, index) => String(8_100_000 + index));
const BYSTANDER = fans[0]!;

/** Files that name the account in every way an account can be named. */
function population(): Readonly<Record<string, string>> {
  const act = (
    kind: string,
    actor_id: string,
    target_id: string,
    day: number,
    post_id: string | null = null,
  ) => ({
    kind,
    actor_id,
    target_id,
    post_id,
    acted_at: at(day),
  });
  const post = (post_id: string, author_id: string, day: number, more: object) => ({
    post_id,
    author_id,
    posted_at: at(day),
    kind: "original",
    ...more,
  });
  return {
    "accounts.ndjson": ndjson([
      { account_id: ID, handle: "old_wren", display_name: "W.", observed_at: at(1) },
      { account_id: ID, handle: HANDLE, display_name: NAME, bio: OWN_WORDS, observed_at: at(2) },
      {
        account_id: BYSTANDER,
        handle: "fan_zero",
        bio: `Friend of @${HANDLE}`,
        url: `https://x.com/${HANDLE}`,
        observed_at: at(2),
      },
    ]),
    "account_stats.ndjson": ndjson([{ account_id: ID, observed_at: at(2), followers_count: 400 }]),
    "posts.ndjson": ndjson([
      post("p-own", ID, 3, { text: OWN_WORDS }),
      post("p-fan", BYSTANDER, 3, {
        text: `Lunch with @${HANDLE} today`,
        mention_ids: [ID, fans[1]],
        links: [`https://x.com/${HANDLE}/status/1`, "https://example.org/kept"],
        tags: ["lunch"],
      }),
      post("p-reply", fans[1]!, 4, {
        kind: "reply",
        parent_post_id: "p-own",
        parent_author_id: ID,
        text: "So true",
      }),
    ]),
    "post_stats.ndjson": ndjson([{ post_id: "p-own", observed_at: at(5), like_count: 12 }]),
    "interactions.ndjson": ndjson([
      ...fans.map((fan, index) => act("like", fan, ID, 3 + (index % 3), "p-own")),
      ...fans.slice(1).map(fan => act("repost", fan, BYSTANDER, 4, "p-fan")),
      act("mention", BYSTANDER, ID, 3, "p-fan"),
      act("like", ID, BYSTANDER, 4, "p-fan"),
      { kind: "follow", actor_id: ID, target_id: BYSTANDER, acted_at: null },
    ]),
    "observations.ndjson": ndjson([
      {
        scope: ID,
        table: "posts",
        kind: "*",
        from_at: at(1),
        to_at: at(6),
        is_complete: true,
        source: "test",
      },
    ]),
    "identity_links.ndjson": ndjson([
      {
        account_id: BYSTANDER,
        identity_id: `x:${ID}`,
        proof_kind: "self",
        proof_url: `https://x.com/${HANDLE}`,
        observed_at: at(2),
      },
    ]),
    // Rows that the schema refuses keep their text in rejects/.
    "interactions-bad.csv": `network,actor_id,target_id,kind,acted_at\nx,${ID},${BYSTANDER},boo,${at(3)}\nx,${BYSTANDER},${BYSTANDER}1,boo,${at(3)}\n`,
  };
}

/** Places under `data` in which a trace of the account stands, as "path: trace". */
async function tracesUnder(data: string): Promise<readonly string[]> {
  const texts = Object.entries(await textsUnder(data));
  return texts.flatMap(([path, text]) =>
    TRACES.filter(trace => text.toLowerCase().includes(trace.toLowerCase())).map(
      trace => `${path}: ${trace}`,
    ),
  );
}

describe("renown forget", () => {
  it("leaves no trace of the account, and no import brings it back", async () => {
    const folder = await newFolder();
    for (const [name, text] of Object.entries(population())) writeFileSync(join(folder, name), text);
    const data = join(await newFolder(), "lake");
    // Each in its own process: reading the bytes of lake.db here would drop the locks of connections held here.
    const cli = (...args: readonly string[]) => renown([...args, "--quiet", "--data", data]);
    const done = async (...args: readonly string[]) => {
      const result = await cli(...args);
      expect(result, args.join(" ")).toMatchObject({ exitCode: 0, err: "" });
      return result;
    };
    await done("import", folder);
    await done("run");
    await done("run", "--snapshot");
    expect((await done("score", `x:@${HANDLE}`)).out).toContain(NAME);
    const before = await tracesUnder(data);
    for (const place of [
      "accounts/",
      "posts/",
      "interactions/",
      "runs/",
      "history/",
      "snapshots/",
      "rejects/",
      "identity_links/",
    ])
      expect(
        before.some(trace => trace.startsWith(place)),
        place,
      ).toBe(true);

    const forgotten = await renown(["forget", `x:@${HANDLE}`, "--data", data]);
    expect(forgotten).toMatchObject({ exitCode: 0, err: "" });
    expect(forgotten.out).toMatch(/Erased: \d+ rows deleted/);
    expect(await tracesUnder(data)).toEqual([]);
    for (const handle of [`x:@${HANDLE}`, "x:@old_wren", `x:${ID}`])
      expect(await cli("score", handle)).toMatchObject({ exitCode: 3, out: "" });
    expect((await done("explain", `x:${BYSTANDER}`)).out).not.toContain(ID);

    // What others did and said is kept, but for the words about the account.
    const texts = await textsUnder(data);
    const posts = Object.entries(texts)
      .filter(([path]) => path.startsWith("posts/"))
      .map(([, text]) => text)
      .join("\n");
    expect(posts).toContain("https://example.org/kept");
    expect(posts).toContain("So true");
    expect(linesOf(Object.entries(texts).find(([path]) => path.startsWith("rejects/"))![1])).toHaveLength(1);

    await done("snapshot");
    expect(await tracesUnder(data)).toEqual([]);
    await done("run", "--snapshot");
    expect(await tracesUnder(data)).toEqual([]);

    // The same files under other bytes: known content alone would prove nothing.
    for (const [name, text] of Object.entries(population())) writeFileSync(join(folder, name), `${text}\n`);
    const again = await done("import", folder, "--json");
    const inputs = again.json()[0]!["inputs"] as { rows_forgotten: number }[];
    expect(inputs.reduce((sum, input) => sum + input.rows_forgotten, 0)).toBeGreaterThan(0);
    const streamed = population()["interactions.ndjson"]!;
    expect(
      await renown(["import", "-", "--table", "interactions", "--quiet", "--data", data], {
        input: streamed,
      }),
    ).toMatchObject({ exitCode: 0 });
    await done("run");
    expect(await tracesUnder(data)).toEqual([]);
    expect(await cli("score", `x:@${HANDLE}`)).toMatchObject({ exitCode: 3, out: "" });
    expect(await cli("export", `x:${ID}`)).toMatchObject({ exitCode: 3, out: "" });
    expect(await cli("score", `x:${BYSTANDER}`)).toMatchObject({ exitCode: 0 });
  });

  it("refuses a handle that nobody in the lake has, and keeps out an id that was never seen", async () => {
    const folder = await newFolder();
    for (const [name, text] of Object.entries(population())) writeFileSync(join(folder, name), text);
    const data = join(await newFolder(), "lake");
    const cli = (...args: readonly string[]) => renownHere([...args, "--quiet", "--data", data]);
    const first = join(await newFolder(), "accounts.ndjson");
    writeFileSync(first, ndjson([{ account_id: "1", handle: "one", observed_at: at(1) }]));
    expect(await cli("import", first)).toMatchObject({ exitCode: 0 });
    const unknown = await cli("forget", "x:@nobody_here", "--yes");
    expect(unknown).toMatchObject({ exitCode: 3, out: "" });
    expect(unknown.err).toContain("give its id: x:ID");
    expect(await cli("forget", `x:${ID}`, "--yes")).toMatchObject({ exitCode: 0, err: "" });
    expect(await cli("import", folder)).toMatchObject({ exitCode: 0 });
    expect((await tracesUnder(data)).filter(trace => trace.endsWith(ID))).toEqual([]);
    expect(await cli("score", `x:${ID}`)).toMatchObject({ exitCode: 3, out: "" });
  });
});
