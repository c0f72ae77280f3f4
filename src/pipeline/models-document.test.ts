import { expect, it } from "vitest";
import { TEST_CONSTANTS } from "../../test/support/model-cases.ts";
import { duckDbMacros } from "../engines/duckdb/macros.ts";
import { packagePath } from "../platform/package-root.ts";
import { loadModels } from "./load-models.ts";
import { modelsDocument } from "./models-document.ts";

it("docs/sql-models.md says what the sheets say", async () => {
  const set = await loadModels({
    engine: { name: "duckdb", macros: duckDbMacros },
    constants: TEST_CONSTANTS,
  });
  await expect(modelsDocument(set)).toMatchFileSnapshot(packagePath("docs", "sql-models.md"));
});
