import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { ConfigProblem } from "../domain/errors.ts";
import { TABLE_NAMES } from "../domain/interchange/schema.ts";
import type { MacroSet } from "../engines/contract.ts";
import { packagePath } from "../platform/package-root.ts";
import { GIVEN_TABLES } from "./given-tables.ts";
import { orderModels } from "./order-models.ts";
import {
  type CheckSheet,
  checkSheet,
  LAYERS,
  type ModelSet,
  type ModelSheet,
  modelSheet,
  type SqlCheck,
  type SqlModel,
} from "./sql-model.ts";
import { type Placeholder, parseTemplate, type Template } from "./template.ts";

/** What the models may name, beside each other and the interchange tables. */
export interface ModelWorld {
  readonly engine: { readonly name: string; readonly macros: MacroSet };
  readonly constants: Readonly<Record<string, number>>;
  /** Folder with staging/, intermediate/, marts/ and checks/; the package's own when absent. */
  readonly dir?: string;
}

/** All SQL models and checks, each placeholder checked against `world`, models in running order.
 *  @throws ConfigProblem naming file, field or model when a sheet is malformed, a name is unknown, the engine
 *  lacks a macro, or models read each other in a circle. */
export function loadModels(world: ModelWorld): Promise<ModelSet> {
  if (world.dir !== undefined) return readModels(world);
  const { engine, constants } = world;
  const names = JSON.stringify([engine.name, Object.keys(engine.macros), Object.keys(constants)]);
  const known = loaded.get(names) ?? readModels(world);
  loaded.set(names, known);
  return known;
}

const MODEL_HEAD = modelSheet.omit({ tests: true });
const CHECK_HEAD = checkSheet.omit({ tests: true });

/** The package's own models, by the names they were checked against: a run asks for them several times. */
const loaded = new Map<string, Promise<ModelSet>>();

async function readModels(world: ModelWorld): Promise<ModelSet> {
  const dir = world.dir ?? packagePath("sql");
  const models: SqlModel[] = [];
  const checks: SqlCheck[] = [];
  for (const layer of LAYERS) {
    for (const name of await namesIn(join(dir, layer))) {
      const template = parseTemplate(await readFile(join(dir, layer, `${name}.sql`), "utf8"), name);
      const statement = { name, template, refs: named(template, "ref"), sources: named(template, "source") };
      const sheetPath = join(dir, layer, `${name}.yml`);
      const shown = `sql/${layer}/${name}.yml`;
      const isTrusted = world.dir === undefined;
      if (layer === "checks") {
        const sheet = await readSheet(sheetPath, shown, checkSheet, CHECK_HEAD, isTrusted);
        checks.push({ ...statement, layer, sheet });
      } else {
        const sheet = await readSheet(sheetPath, shown, modelSheet, MODEL_HEAD, isTrusted);
        models.push({ ...statement, layer, sheet });
      }
    }
  }
  const names = new Set([...models.map(model => model.name), ...Object.keys(GIVEN_TABLES)]);
  for (const statement of [...models, ...checks])
    assertNames(statement.name, statement.template, names, world);
  for (const model of models) assertSheet(model);
  const given = Object.entries(GIVEN_TABLES).map(([name, refs]) => ({ name, refs }));
  const ordered = orderModels<SqlModel | (typeof given)[number]>([...models, ...given]);
  return { models: ordered.filter(entry => "sheet" in entry), checks };
}

async function namesIn(dir: string): Promise<readonly string[]> {
  const files = await readdir(dir).catch(() => []);
  return files
    .filter(file => file.endsWith(".sql"))
    .map(file => file.slice(0, -4))
    .sort();
}

/** The sheet at `path`. With `isTrusted` its cases, most of its text, are read when somebody asks for them. */
async function readSheet<T extends ModelSheet | CheckSheet>(
  path: string,
  shown: string,
  schema: z.ZodType<T>,
  headSchema: z.ZodType<Omit<T, "tests">>,
  isTrusted: boolean,
): Promise<T> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new ConfigProblem(`${shown} is missing; every SQL file needs a sheet that describes and tests it.`);
  });
  const casesAt = isTrusted ? text.search(/^tests:/m) : -1;
  if (casesAt < 0) return parsedSheet(text, shown, schema);
  let cases: T["tests"] | null = null;
  return {
    ...parsedSheet(text.slice(0, casesAt), shown, headSchema),
    get tests() {
      cases ??= parsedSheet(text, shown, schema).tests;
      return cases;
    },
  } as T;
}

function parsedSheet<T>(text: string, shown: string, schema: z.ZodType<T>): T {
  let sheet: unknown;
  try {
    sheet = parse(text);
  } catch (cause) {
    throw new ConfigProblem(`${shown} is not YAML: ${(cause as Error).message}`, { cause });
  }
  const result = schema.safeParse(sheet);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ConfigProblem(`${shown}, field ${issue?.path.join(".") || "(all)"}: ${issue?.message}`);
}

function placeholdersOf(template: Template): readonly Placeholder[] {
  return template.filter(piece => typeof piece !== "string");
}

function named(template: Template, kind: "ref" | "source"): readonly string[] {
  const names = placeholdersOf(template).flatMap(piece => (piece.kind === kind ? [piece.name] : []));
  return [...new Set(names)].sort();
}

function assertNames(model: string, template: Template, refs: ReadonlySet<string>, world: ModelWorld): void {
  const problem = (what: string) => new ConfigProblem(`SQL model ${model}: ${what}`);
  for (const piece of placeholdersOf(template)) {
    if (piece.kind === "ref" && !refs.has(piece.name)) throw problem(`ref('${piece.name}') does not exist.`);
    if (piece.kind === "source" && !TABLE_NAMES.some(table => table === piece.name))
      throw problem(`source('${piece.name}') is none of ${TABLE_NAMES.join(", ")}.`);
    if (piece.kind === "constant" && !Object.hasOwn(world.constants, piece.name))
      throw problem(`constant('${piece.name}') is not in the scoring model; add it to model.json.`);
    if (piece.kind === "macro" && !Object.hasOwn(world.engine.macros, piece.name))
      throw problem(`engine ${world.engine.name} has no macro ${piece.name}; add it to the engine's macros.`);
  }
}

function assertSheet(model: SqlModel): void {
  const { columns, key, order_by = [], sorted_by = [] } = model.sheet;
  const problem = (what: string) => new ConfigProblem(`sql/${model.layer}/${model.name}.yml: ${what}`);
  for (const name of key)
    if (!Object.hasOwn(columns, name)) throw problem(`key column ${name} is not listed.`);
  for (const name of order_by)
    if (!Object.hasOwn(columns, name.replace(/ desc$/, "")))
      throw problem(`order_by column ${name} is not listed.`);
  for (const name of sorted_by)
    if (!Object.hasOwn(columns, name.replace(/ desc$/, "")))
      throw problem(`sorted_by column ${name} is not listed.`);
  if (model.layer === "marts" && order_by.length === 0) throw problem("a mart needs order_by.");
}
