import { expect, it } from "vitest";
import { noProgress } from "../../domain/progress.ts";
import { DEFAULT_MODEL_ID, loadModel } from "../load-model.ts";
import { evaluateCoverage } from "./coverage.ts";
import { coverageMarkdown, coverageReportSchema } from "./coverage-report.ts";
import { withFolder } from "./fresh-engine.ts";

it("answers for every regime, and says what could not be measured", { timeout: 60_000 }, () =>
  withFolder(async dataDir => {
    const report = coverageReportSchema.parse(
      await evaluateCoverage({
        dataDir,
        model: loadModel(),
        modelId: DEFAULT_MODEL_ID,
        seed: 3,
        progress: noProgress,
        population: { accounts: 400, interactions: 8_000, redraws: 1 },
      }),
    );
    expect(report.simulated_truth.map(one => one.regime)).toEqual([
      "events",
      "counts_only",
      "partly_observed",
      "likes_hidden",
    ]);
    const accounts = report.simulated_truth.map(one => one.accounts);
    expect(Math.min(...accounts)).toBeGreaterThan(20);
    expect(accounts[0]).toBeGreaterThan(accounts[1]!);
    expect(report.counts_against_events.by_decile).toHaveLength(10);
    expect(report.split_halves).toBeNull();
    const text = coverageMarkdown(report).join("\n");
    expect(text).toContain("| split halves within the sampling interval | - | 0.87 | 0.93 | not measured |");
  }),
);
