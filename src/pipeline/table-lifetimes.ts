import { GIVEN_COLUMNS, GIVEN_TABLES } from "./given-tables.ts";
import type { ModelSet, SqlCheck, SqlModel } from "./sql-model.ts";
import type { Placeholder } from "./template.ts";

/** Columns that a step of this process reads of a table; a step that is not named may read all. */
const STEP_COLUMNS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  people_rank: {
    int_edges: ["actor_index", "target_index", "decayed_weight"],
    int_nodes: ["node_index"],
    int_observed: [],
    stg_account_stats: [],
    stg_post_stats: [],
  },
  actors_elsewhere: { people_rank: [] },
  sampled_edges: { people_rank: [] },
};

/** What a run may leave away: tables once nothing reads them any more, and columns that nothing reads at all. */
export interface TableLifetimes {
  /** Tables to be dropped after a step, by the name of the step. */
  readonly dropAfter: ReadonlyMap<string, readonly string[]>;
  /** The columns of a model that are read, in the order of its sheet; all of a kept one. */
  columnsOf(model: SqlModel): readonly string[];
}

/** `names` and what the views among them read, at any depth. */
function withViewed(set: ModelSet, names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const models = new Map(set.models.map(model => [model.name, model]));
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const model = models.get(name);
    if (model?.sheet.materialised === "view") model.refs.forEach(visit);
  };
  names.forEach(visit);
  return [...found];
}

/** Lifetimes of the tables that `steps` make in this order and `checks` read, where only those of `keep` are read after the run.
 *  Reading a view is reading what it reads. A column counts as read when a reader of its table names its word at all. */
export function tableLifetimes(
  set: ModelSet,
  steps: readonly string[],
  checks: readonly SqlCheck[],
  keep: readonly string[],
): TableLifetimes {
  const stays = new Set(withViewed(set, keep));
  const models = new Map(set.models.map(model => [model.name, model]));
  const lastRead = new Map(steps.map((name, at) => [name, at]));
  const read = (name: string, at: number): void => {
    lastRead.set(name, Math.max(at, lastRead.get(name) ?? 0));
    const model = models.get(name);
    if (model?.sheet.materialised === "view") for (const ref of model.refs) read(ref, at);
  };
  for (const [at, name] of steps.entries())
    for (const ref of models.get(name)?.refs ?? GIVEN_TABLES[name] ?? []) read(ref, at);
  for (const { refs } of checks) {
    const at = Math.max(...refs.map(ref => steps.indexOf(ref)));
    for (const ref of refs) read(ref, at);
  }
  const dropAfter = new Map<string, string[]>();
  for (const [name, at] of lastRead) {
    const isTable = models.get(name)?.sheet.materialised === "table" || Object.hasOwn(GIVEN_COLUMNS, name);
    if (!isTable || stays.has(name)) continue;
    const step = steps[at]!;
    dropAfter.set(step, [...(dropAfter.get(step) ?? []), name]);
  }
  const made = new Set(steps);
  return {
    dropAfter,
    columnsOf({ name, sheet }) {
      const columns = Object.keys(sheet.columns);
      if (keep.includes(name)) return columns;
      const words = new Set<string>();
      for (const reader of [...set.models.filter(model => made.has(model.name)), ...checks])
        if (reader.refs.includes(name)) for (const word of wordsOf(reader, name, columns)) words.add(word);
      for (const [step, refs] of Object.entries(GIVEN_TABLES))
        if (made.has(step) && refs.includes(name))
          for (const word of STEP_COLUMNS[step]?.[name] ?? columns) words.add(word);
      for (const condition of sheet.checks ?? [])
        for (const word of condition.match(WORD) ?? []) words.add(word);
      const read = columns.filter(column => words.has(column));
      return read.length === 0 ? columns.slice(0, 1) : read;
    },
  };
}

const WORD = /[a-z_][a-z0-9_]*/g;
const EVERY_COLUMN = /(\bselect\s+|\w\.)\*/;

/** What `statement` says of `table`: where the table is joined under another name, the words after that name; else every word.
 *  All columns where it asks for every column. */
function wordsOf(
  statement: SqlModel | SqlCheck,
  table: string,
  columns: readonly string[],
): readonly string[] {
  const text = statement.template
    .map(piece => (typeof piece === "string" ? piece : placeholderWords(piece)))
    .join(" ")
    .replace(/--.*/g, "");
  const read = [...text.matchAll(new RegExp(`\\b(from|join)\\s+${table}\\s+as\\s+(\\w+)\\s+(\\w+)`, "g"))];
  const isAlwaysNamed =
    read.length === (text.match(new RegExp(`\\b${table}\\b`, "g")) ?? []).length &&
    read.every(([, word, , next]) => word === "join" || JOINS.has(next!));
  if (!isAlwaysNamed) return EVERY_COLUMN.test(text) ? columns : (text.match(WORD) ?? []);
  const words = read.flatMap(([, , alias]) => [
    ...text.matchAll(new RegExp(`\\b${alias}\\.([a-z_0-9]+|\\*)`, "g")),
  ]);
  return words.some(([, word]) => word === "*") ? columns : words.map(([, word]) => word!);
}

const JOINS: ReadonlySet<string> = new Set(["inner", "left", "full", "cross", "join"]);

function placeholderWords(piece: Placeholder): string {
  return piece.kind === "macro" ? [piece.name, ...piece.args].join(" ") : piece.name;
}
