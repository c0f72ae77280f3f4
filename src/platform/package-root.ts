import { fileURLToPath } from "node:url";

/** Absolute path inside the installed package, from its root: `packagePath("sql", "staging")`. Works from `src/` and `dist/`. */
export function packagePath(...parts: readonly string[]): string {
  return fileURLToPath(new URL(["../..", ...parts].join("/"), import.meta.url));
}
