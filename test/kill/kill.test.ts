import { describe, expect, it } from "vitest";
import { expectSharable, expectSurvives, SCENARIO_NAMES, undisturbed } from "./kill-harness.ts";

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

describe("two processes that take in the same data at once", () => {
  it.each(["import", "compact"] as const)("leave what one alone leaves (%s)", async name => {
    const { contents } = await undisturbed(name);
    await expectSharable(name, contents);
  });
});
