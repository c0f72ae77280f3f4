import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadModel } from "../load-model.ts";
import { withFolder } from "./fresh-engine.ts";
import { splitHalves } from "./split-halves.ts";

/** Acts of twelve people on each of five targets, once an hour for two days; unless all are steady, the even hours of
 *  the first target are three people's alone. */
function acts(areSteady: boolean): string {
  const rows = Array.from({ length: 5 * 12 * 48 }, (_, i) => {
    const [target, actor, hour] = [i % 5, Math.floor(i / 5) % 12, Math.floor(i / 60)];
    if (!areSteady && target === 0 && hour % 2 === 0 && actor > 2) return [];
    return [`a${actor},t${target},repost,${new Date(Date.UTC(2026, 2, 1, hour)).toISOString()}`];
  });
  return ["actor_id,target_id,kind,acted_at", ...rows.flat(), ""].join("\n");
}

it.each([
  [true, 1],
  [false, 0.8],
])("finds the accounts whose halves agree (all steady: %s)", (areSteady, share) =>
  withFolder(async folder => {
    const path = join(folder, "interactions.csv");
    writeFileSync(path, acts(areSteady));
    const figures = await splitHalves(path, loadModel());
    expect(figures).toMatchObject({ accounts: 5, within_share: share, rejected_rows: 0 });
    expect(figures.within_share_whole_variance).toBe(1);
  }),
);
