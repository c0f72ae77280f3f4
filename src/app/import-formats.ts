import { EXPORT_READERS } from "../connectors/registry.ts";

/** What `renown import --format` takes; `auto` looks at each path. */
export const IMPORT_FORMATS: readonly string[] = [
  "auto",
  "interchange",
  ...EXPORT_READERS.map(({ format }) => format),
  "klout-topics",
];
