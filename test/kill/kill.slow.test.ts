import { describe, expect, it } from "vitest";
import { expectSurvives, SCENARIO_NAMES, undisturbed } from "./kill-harness.ts";

const RANDOM_KILLS = 12;
const TIMEOUT_MS = 300_000;

const stepsBefore = async () =>
  (await undisturbed("import")).stepCount + (await undisturbed("journal")).stepCount;

describe.each(SCENARIO_NAMES)("%s killed anywhere", name => {
  it("survives a kill before every durable step", { timeout: TIMEOUT_MS }, async () => {
    const { contents, stepCount } = await undisturbed(name);
    expect(stepCount).toBeGreaterThan(5);
    // What these do first is killed in the scenarios of its own.
    const covered = name === "compact" || name === "forget" ? await stepsBefore() : 0;
    for (let step = covered; step < stepCount; step++)
      await expectSurvives(name, { beforeStep: step }, contents);
  });

  it("survives kills at arbitrary moments", { timeout: TIMEOUT_MS }, async () => {
    const { contents } = await undisturbed(name);
    for (let i = 0; i < RANDOM_KILLS; i++)
      await expectSurvives(name, { afterMs: 150 + ((i * 197) % 600) }, contents);
  });
});
