import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engines/contract.ts";
import { packagePath } from "../platform/package-root.ts";
import { bindingsFor, type RunInputs } from "./bindings.ts";
import { renderTemplate } from "./render-template.ts";
import { parseTemplate } from "./template.ts";

/** The models that are a function of the rows of one day of interactions: what they give may be kept by day, with the columns
 *  network and day in the names of folders and the others here, in portable types. */
export const DAY_FOLDS = {
  day_acts: {
    kind: "text",
    act_key: "bigint",
    origin_key: "bigint",
    actor_key: "bigint",
    target_key: "bigint",
    post_key: "bigint",
    acted_at: "timestamp",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type DayFoldName = keyof typeof DAY_FOLDS;

/** SELECT of the model `name` over what `source` of `inputs` gives. */
export async function dayFoldSelect(
  engine: Pick<Engine, "macros">,
  name: DayFoldName,
  inputs: RunInputs,
): Promise<string> {
  const text = await readFile(join(packagePath("sql"), "staging", `${name}.sql`), "utf8");
  return renderTemplate(parseTemplate(text, name), bindingsFor(engine.macros, inputs));
}
