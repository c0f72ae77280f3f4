import { join } from "node:path";
import { expect, it } from "vitest";
import { forecastResultSchema } from "../../src/app/evaluate/forecast-result.ts";
import { evaluationDataDir, evaluationDataReason, hasEvaluationData } from "../support/evaluation-data.ts";
import { renown } from "../support/renown-cli.ts";
import { suiteWhen } from "../support/suite-when.ts";

const FILE = "higgs/interactions-days-1-5.csv.gz";

suiteWhen(
  hasEvaluationData(FILE),
  evaluationDataReason,
  "the forecast of day 5 from days 1 to 4 on X",
  () => {
    it("has the baselines that an independent program finds", { timeout: 600_000 }, async () => {
      const data = join(evaluationDataDir, FILE);
      const printed = await renown([
        ...[
          "evaluate",
          "forecast",
          "--data",
          data,
          "--split-at",
          "2012-07-05T00:00:00Z",
          "--json",
          "--quiet",
        ],
      ]);
      expect(printed).toMatchObject({ exitCode: 0, err: "" });
      const { schema_version: _version, ...answer } = printed.json()[0]!;
      const result = forecastResultSchema.parse(answer);
      expect(result).toMatchObject({ active_accounts: 222_996, rows: { read: 508_844, used: 502_570 } });
      const figures = Object.fromEntries(
        result.baselines.map(({ name, spearman, ndcg_at_100 }) => [
          name,
          [spearman!.toFixed(4), ndcg_at_100!.toFixed(4)],
        ]),
      );
      // From NumPy and SciPy (rankdata, a sparse power iteration) on the same file.
      expect(figures).toMatchObject({
        in_degree: ["0.2725", "0.4564"],
        reposts_so_far: ["0.2836", "0.4645"],
        distinct_people_so_far: ["0.2835", "0.4894"],
        pagerank: ["0.2679", "0.3365"],
        tweepcred: ["0.2674", "0.3084"],
      });
      expect(result.acted_on.active_accounts).toBe(42_194);
      for (const { margin, low, high } of result.margins) {
        expect(low!).toBeLessThanOrEqual(margin! + 0.1);
        expect(high!).toBeGreaterThanOrEqual(margin! - 0.1);
      }
    });
  },
);
