import { describe, expect, it } from "vitest";
import { TEST_CONSTANTS } from "../../test/support/model-cases.ts";
import { duckDbMacros } from "../engines/duckdb/macros.ts";
import { loadModels } from "./load-models.ts";
import { tableLifetimes } from "./table-lifetimes.ts";

const set = await loadModels({ engine: { name: "duckdb", macros: duckDbMacros }, constants: TEST_CONSTANTS });
const model = (name: string) => set.models.find(each => each.name === name)!;

describe("tableLifetimes", () => {
  const steps = ["stg_acts", "stg_absorbed_mentions", "stg_interactions", "stg_acting", "int_postless"];

  it("drops a table after its last reader, and counts reading a view as reading what it reads", () => {
    const { dropAfter } = tableLifetimes(set, steps, [], ["int_postless"]);
    expect(dropAfter.get("int_postless")).toEqual(["stg_acts", "stg_absorbed_mentions"]);
    expect(dropAfter.get("stg_acting")).toEqual(["stg_acting"]);
  });

  it("keeps the columns that a reader names after the name it joins the table by, and all of what is kept", () => {
    const posts = ["stg_posts", "stg_post_stats", "int_counted"];
    const lean = tableLifetimes(set, posts, [], []);
    expect(lean.columnsOf(model("stg_posts"))).toEqual([...["post_key", "author_key", "kind"]]);
    const kept = tableLifetimes(set, posts, [], ["stg_posts"]);
    expect(kept.columnsOf(model("stg_posts"))).toEqual(Object.keys(model("stg_posts").sheet.columns));
  });

  it("lets a check read its tables before they go", () => {
    const check = set.checks.find(({ name }) => name === "post_keys_are_unique")!;
    const steps = ["stg_posts", "stg_acts"];
    expect(tableLifetimes(set, steps, [check], []).columnsOf(model("stg_posts"))).toEqual(["post_key"]);
    expect(tableLifetimes(set, steps, [check], []).dropAfter.get("stg_posts")).toEqual(["stg_posts"]);
  });
});
