import { describe, expect, it } from "vitest";
import { fill, GONE, HANDLE, network, SECRET, wholeFolder } from "../../test/support/forget-lake.ts";
import { lakeWorkshop } from "../../test/support/lake-rows.ts";
import { forget } from "./forget.ts";

const { folder, engine: openEngine, open } = lakeWorkshop();

describe("forget", () => {
  it("is completed by the next opener after being cut off at any step", { timeout: 300_000 }, async () => {
    const engine = await openEngine();
    const steps: string[] = [];
    const reference = await open(await folder(), { onStep: step => steps.push(step) });
    await fill(reference, engine);
    steps.length = 0;
    await forget(reference, engine, { network, accountId: GONE });
    const cuts = [...steps.keys()].filter(i => steps[i] !== steps[i - 1]);
    expect(cuts.length).toBeGreaterThan(8);
    for (const cut of cuts) {
      const dir = await folder();
      let left = Number.POSITIVE_INFINITY;
      const lake = await open(dir, {
        onStep: step => {
          left -= 1;
          if (left < 0) throw new Error(`cut before ${step}`);
        },
      });
      await fill(lake, engine);
      left = cut;
      await expect(forget(lake, engine, { network, accountId: GONE })).rejects.toThrow("cut before");
      left = Number.POSITIVE_INFINITY;
      await lake.close();
      const next = await open(dir);
      if (next.isForgotten(network, GONE)) await next.compact(engine);
      else await forget(next, engine, { network, accountId: GONE });
      const everything = await wholeFolder(dir, engine);
      for (const word of [GONE, HANDLE, SECRET]) expect(everything).not.toContain(word);
    }
  });
});
