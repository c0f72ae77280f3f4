import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { noProgress } from "../../domain/progress.ts";
import { DEFAULT_MODEL_ID, loadModel } from "../load-model.ts";
import { withFolder } from "./fresh-engine.ts";
import { evaluateStability } from "./stability.ts";
import { stabilityMarkdown, stabilityReportSchema } from "./stability-report.ts";

it("follows a file day by day, and strangers move nobody", { timeout: 60_000 }, () =>
  withFolder(async dataDir => {
    const rows = Array.from({ length: 3 * 40 }, (_, i) => {
      const at = new Date(Date.UTC(2026, 2, 1 + Math.floor(i / 40), i % 24)).toISOString();
      return `a${i % 8},t${i % 3},repost,${at}`;
    });
    const file = ["actor_id,target_id,kind,acted_at", ...rows, ""].join("\n");
    writeFileSync(join(dataDir, "interactions.csv"), file);
    const report = stabilityReportSchema.parse(
      await evaluateStability({
        dataDir,
        model: loadModel(),
        modelId: DEFAULT_MODEL_ID,
        seed: 3,
        progress: noProgress,
        population: { accounts: 400, interactions: 8_000 },
      }),
    );
    expect(report.file!.days.map(({ to_at }) => to_at.slice(0, 10))).toEqual(["2026-03-03", "2026-03-04"]);
    expect(report.simulated.weeks).toHaveLength(1);
    expect(report.strangers.accounts).toBeGreaterThan(50);
    expect(report.strangers.largest_change).toBeLessThan(1e-4);
    expect(stabilityMarkdown(report).join("\n")).toContain("| week to 2026-10-31 |");
  }),
);
