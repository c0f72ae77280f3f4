import { describe, expect, it } from "vitest";
import { expectSurvives, SCENARIO_NAMES, undisturbed } from "./kill-harness.ts";

/** Kill points per scenario here; kill.slow.test.ts takes all of them. */
const KILL_POINTS = 3;

describe.each(SCENARIO_NAMES)("%s killed before a durable step", name => {
  it("loses nothing that was acknowledged and counts nothing twice", async () => {
    const { contents, stepCount } = await undisturbed(name);
    expect(contents.hasOnlyCountedRows).toBe(true);
    // The last steps are those of the scenario's own subject.
    for (let point = 1; point <= KILL_POINTS; point++)
      await expectSurvives(
        name,
        { beforeStep: stepCount - Math.ceil((stepCount * point ** 2) / 12) },
        contents,
      );
  });
});
