import { ConfigProblem } from "../domain/errors.ts";

/** A thing that reads others by name. */
interface Named {
  readonly name: string;
  readonly refs: readonly string[];
}

/** `models` so that each stands after everything it reads; names decide between equals, so the order is always the same.
 *  Refs to names outside of `models` are ignored.
 *  @throws ConfigProblem naming a cycle. */
export function orderModels<T extends Named>(models: readonly T[]): readonly T[] {
  const byName = new Map(models.map(model => [model.name, model]));
  const ordered: T[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (model: T, path: readonly string[]): void => {
    if (state.get(model.name) === "done") return;
    if (state.get(model.name) === "open") {
      const cycle = [...path.slice(path.indexOf(model.name)), model.name];
      throw new ConfigProblem(
        `SQL models read each other in a circle: ${cycle.join(" -> ")}; break one ref.`,
      );
    }
    state.set(model.name, "open");
    for (const name of [...model.refs].sort()) {
      const read = byName.get(name);
      if (read !== undefined) visit(read, [...path, model.name]);
    }
    state.set(model.name, "done");
    ordered.push(model);
  };
  for (const model of [...models].sort((a, b) => (a.name < b.name ? -1 : 1))) visit(model, []);
  return ordered;
}
