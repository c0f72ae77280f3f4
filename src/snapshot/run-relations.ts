import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Lake, PublishedRun } from "../lake/contract.ts";
import { sqlIdentifier, sqlPath } from "../lib/sql-text.ts";
import type { MartName } from "./contract.ts";

/** Where a reader finds its rows, as SQL text that may stand after FROM. */
export interface RunRelations {
  readonly mart: (name: MartName) => string;
  /** Whether the run has that mart: one published by an earlier version may lack a newer one. */
  readonly has: (name: MartName) => boolean;
  /** Profiles of the lake: settles who holds a handle now when two accounts have shown it. */
  readonly profiles: string;
}

/** The relations of a published run: its Parquet files. */
export function publishedRelations(lake: Lake, run: PublishedRun): RunRelations {
  const pathOf = (name: MartName) => join(run.dir, `${name}.parquet`);
  return {
    mart: name => `read_parquet(${sqlPath(pathOf(name))})`,
    has: name => existsSync(pathOf(name)),
    profiles: `(${lake.source("accounts")})`,
  };
}

/** The relations of a run that stands in tables of the engine, named as the marts. */
export function tableRelations(lake: Lake): RunRelations {
  return { mart: sqlIdentifier, has: () => true, profiles: `(${lake.source("accounts")})` };
}
