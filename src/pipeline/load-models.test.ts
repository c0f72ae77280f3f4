import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadModels } from "./load-models.ts";

const SHEET = `description: Things, one row per thing.
key: [id]
materialised: table
columns: { id: { type: text, says: Its id. } }
tests: [{ shows: nothing, given: {}, expect: [] }]
`;
const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

function load(files: Readonly<Record<string, string>>, layer = "staging") {
  const dir = mkdtempSync(join(tmpdir(), "renown-sql-"));
  dirs.push(dir);
  mkdirSync(join(dir, layer));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(dir, layer, name), text);
    const sheet = name.replace(".sql", ".yml");
    if (name.endsWith(".sql") && files[sheet] === undefined) writeFileSync(join(dir, layer, sheet), SHEET);
  }
  const engine = { name: "duckdb", macros: { lower_case: (text = "") => `lower(${text})` } };
  return loadModels({ engine, constants: { kappa: 0.5 }, dir });
}

describe("loading SQL models", () => {
  it("orders models after what they read, by name among equals", async () => {
    const { models } = await load({
      "a.sql": "select id from {{ ref('z') }} join {{ ref('b') }} using (id)",
      "b.sql": "select {{ lower_case(id) }} as id, {{ constant('kappa') }} from {{ source('posts') }}",
      "z.sql": "select id from {{ ref('b') }}",
    });
    expect(models.map(model => model.name)).toEqual(["b", "z", "a"]);
    expect(models.map(model => model.refs)).toEqual([[], ["b"], ["b", "z"]]);
    expect(models[0]?.sources).toEqual(["posts"]);
  });

  it("names the models of a circle, also through the PeopleRank step", async () => {
    await expect(
      load({ "a.sql": "select id from {{ ref('b') }}", "b.sql": "select id from {{ ref('a') }}" }),
    ).rejects.toThrow(/circle: a -> b -> a/);
    await expect(load({ "int_nodes.sql": "select id from {{ ref('people_rank') }}" })).rejects.toThrow(
      /circle: people_rank -> int_nodes -> people_rank/,
    );
  });

  it.each([
    ["select id from {{ ref('gone') }}", /model a: ref\('gone'\) does not exist/],
    ["select id from {{ source('tweets') }}", /model a: source\('tweets'\) is none of accounts, /],
    ["select {{ constant('mu') }} as id", /model a: constant\('mu'\) is not in the scoring model/],
    ["select {{ upper_case(id) }} as id", /model a: engine duckdb has no macro upper_case/],
  ])("refuses %s", async (sql, message) => {
    await expect(load({ "a.sql": sql })).rejects.toThrow(message);
  });

  it.each([
    ["no sheet text: [", /sql\/staging\/a.yml is not YAML/],
    [
      SHEET.replace("one row per thing", "many"),
      /sql\/staging\/a.yml, field description: must end in "one row per/,
    ],
    [SHEET.replace(/tests:.*/, "tests: []"), /sql\/staging\/a.yml, field tests: /],
    [SHEET.replace("type: text", "type: string"), /field columns.id.type/],
    [SHEET.replace("key: [id]", "key: [other]"), /a.yml: key column other is not listed/],
    [`${SHEET}order_by: [id desc, other]\n`, /a.yml: order_by column other is not listed/],
    [`${SHEET}colour: red\n`, /Unrecognized key/],
  ])("names file and field of a malformed sheet (%#)", async (sheet, message) => {
    await expect(load({ "a.sql": "select 1 as id", "a.yml": sheet })).rejects.toThrow(message);
  });

  it("wants an order for every mart", async () => {
    await expect(load({ "a.sql": "select 1 as id" }, "marts")).rejects.toThrow(
      /a.yml: a mart needs order_by/,
    );
  });

  it("says which sheet is missing", async () => {
    const dir = mkdtempSync(join(tmpdir(), "renown-sql-"));
    dirs.push(dir);
    mkdirSync(join(dir, "staging"));
    writeFileSync(join(dir, "staging", "a.sql"), "select 1 as id");
    const engine = { name: "duckdb", macros: {} };
    await expect(loadModels({ engine, constants: {}, dir })).rejects.toThrow(
      /sql\/staging\/a.yml is missing/,
    );
  });
});
