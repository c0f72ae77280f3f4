import type { TableName } from "../domain/interchange/schema.ts";
import type { Progress } from "../domain/progress.ts";

/** What to simulate; everything else follows from the seed. */
export interface SimulationOptions {
  /** Accounts over all networks, at least 200. */
  readonly accounts: number;
  /** Interactions over all networks, follow states included. */
  readonly interactions: number;
  readonly seed: number;
  /** Draws the acts anew over the same accounts, posts and tastes; by default `seed`. */
  readonly actSeed?: number;
  /** Folder for `<table>/part-NNNN.parquet` and `manifest.json`; an earlier simulation in it is replaced. */
  readonly outDir: string;
  /** End of the window, exclusive, RFC 3339; a fixed date by default so that the same seed gives the same bytes. */
  readonly endAt?: string;
  /** Length of the window in days. */
  readonly days?: number;
  readonly progress?: Progress;
}

/** What was written, as in `manifest.json`. */
export interface SimulationSummary {
  readonly seed: number;
  readonly accounts: number;
  readonly interactions: number;
  readonly startAt: string;
  readonly endAt: string;
  /** Name and version of the engine: its hash function is part of what a seed means. */
  readonly engine: string;
  readonly rowCounts: Readonly<Record<TableName, number>>;
}

/** The word in `manifest.json` that marks a folder as a simulation, which may be replaced. */
export const GENERATOR = "renown-simulator";
export const DEFAULT_END_AT = "2026-10-31T00:00:00.000Z";
/** The window of the score, so that one simulation fills one run. */
export const DEFAULT_DAYS = 90;
export const MIN_ACCOUNTS = 200;
