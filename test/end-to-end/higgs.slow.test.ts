import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { briefAnswerSchema } from "../../src/app/brief-answer.ts";
import { evaluationDataDir, evaluationDataReason, hasEvaluationData } from "../support/evaluation-data.ts";
import { parquetHashes, renown, temporaryFolders } from "../support/renown-cli.ts";
import { suiteWhen } from "../support/suite-when.ts";

const FILE = "higgs/interactions-days-1-5.csv.gz";
const AS_OF = ["--as-of", "2012-07-06T00:00:00Z"];
const MARTS = [
  "account_authenticity",
  "account_features",
  "account_moments",
  "account_posts",
  "account_qualities",
  "account_scores",
  "account_style",
  "account_topics",
  "audience_quality",
  "audience_suspects",
  "identity_accounts",
  "identity_scores",
  "moment_people",
  "people_edges",
  "people_standing",
  "quality_posts",
  "sampled_posts",
  "topic_leaders",
  "topic_lists",
  "topic_people",
  "topic_posts",
  "topic_totals",
];

suiteWhen(hasEvaluationData(FILE), evaluationDataReason, "half a million acts of five days on X", () => {
  const newFolder = temporaryFolders();
  const file = join(evaluationDataDir, FILE);
  let data: string;
  const cli = (...args: readonly string[]) => renown([...args, "--quiet", "--data", data]);

  beforeAll(async () => {
    data = join(await newFolder(), "lake");
    const imported = await cli("import", file, "--network", "x", "--json");
    expect(imported).toMatchObject({ exitCode: 0, err: "" });
    expect(imported.json()[0]!["inputs"]).toMatchObject([
      { rows_read: 508_844, rows_added: { interactions: 502_570 }, rejects: {} },
    ]);
    const run = await cli("run", ...AS_OF, "--json");
    expect(run).toMatchObject({ exitCode: 0, err: "" });
    expect(run.json()[0]).toMatchObject({ run_id: "run-000001", as_of: "2012-07-06T00:00:00.000Z" });
  });

  it("give a ranking", async () => {
    const top = await cli("top", "--limit", "20", "--json");
    const entries = top.json()[0]!["entries"] as { rank: number; score: number; coverage: number }[];
    expect(entries).toHaveLength(20);
    expect(entries.map(entry => entry.rank)).toEqual(entries.map((_, index) => index + 1));
    expect(entries.map(entry => entry.score)).toEqual(
      entries.map(entry => entry.score).toSorted((a, b) => b - a),
    );
    for (const entry of entries) expect(entry.coverage).toBeLessThan(0.5);
  });

  it("explain the first by people and kinds", async () => {
    const top = await cli("top", "--limit", "1", "--json");
    const [first] = top.json()[0]!["entries"] as { id: string; score: number }[];
    const explained = await cli("explain", first!.id);
    expect(explained.exitCode).toBe(0);
    expect(explained.out).toMatch(/People behind it/);
    expect(explained.out).toMatch(/x:\d+ .*\d+ reposts?.*2012-07-0\d/);
    const answer = briefAnswerSchema.parse((await cli("score", first!.id, "--json")).json()[0]);
    expect(answer.basis).toBe("published");
    // The leaderboard's number was computed in SQL, this one in TypeScript.
    expect(answer.score).toBeCloseTo(first!.score, 9);
  });

  it("change nothing the second time", async () => {
    const before = parquetHashes(join(data, "interactions"));
    const again = await cli("import", file, "--network", "x", "--json");
    expect(again.json()[0]!["inputs"]).toMatchObject([{ is_known: true }]);
    expect(parquetHashes(join(data, "interactions"))).toEqual(before);
  });

  it("give the same bytes in every run, at any number of threads", async () => {
    const hashesOf = (runId: string) => parquetHashes(join(data, "runs", runId));
    const first = hashesOf("run-000001");
    expect(Object.keys(first)).toEqual(MARTS.map(mart => `${mart}.parquet`));
    for (const [index, threads] of ["2", "1", "3"].entries()) {
      const result = await renown(["run", ...AS_OF, "--quiet", "--data", data], {
        env: { RENOWN_THREADS: threads },
      });
      expect(result).toMatchObject({ exitCode: 0, err: "" });
      expect(hashesOf(`run-00000${index + 2}`)).toEqual(first);
    }
  });
});
