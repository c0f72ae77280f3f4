import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { packagePath } from "../platform/package-root.ts";
import { schemaFiles, tablesMarkdown } from "./json-schemas.ts";

describe("docs/schema", () => {
  const files = schemaFiles();

  it("holds one file per table, that of the score's answer, and no other", () => {
    const expected = [...Object.keys(files), "score-answer.schema.json"].sort();
    expect(readdirSync(packagePath("docs", "schema")).sort()).toEqual(expected);
  });

  it.each(Object.keys(files))("%s is what the definitions say", name => {
    expect(readFileSync(packagePath("docs", "schema", name), "utf8")).toBe(files[name]);
  });

  it("carries version and key, and none of the marks that only this program reads", () => {
    const schema = JSON.parse(files["interactions.schema.json"]!);
    expect(schema).toMatchObject({
      title: "interactions",
      version: "1.1",
      key: ["network", "interaction_id"],
    });
    expect(schema.required).toEqual(["network", "kind", "actor_id", "target_id"]);
    expect(files["interactions.schema.json"]).not.toMatch(/columnType|isRequired|"values"|\$id/);
  });
});

describe("docs/interchange.md", () => {
  it("holds the tables as the definitions say", () => {
    expect(readFileSync(packagePath("docs", "interchange.md"), "utf8")).toContain(tablesMarkdown());
  });
});
