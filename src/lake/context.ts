import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ConfigProblem } from "../domain/errors.ts";
import type { Lake } from "./contract.ts";
import type { Journal } from "./journal.ts";
import type { Manifest } from "./manifest.ts";
import type { LakeDb } from "./migrations.ts";

/** What touches the world beside files and lake.db; tests replace it. */
export interface LakeOptions {
  /** The clock; the system's by default. */
  readonly now?: () => Date;
  /** Called before each durable step with its name; kill tests end the process here. */
  readonly onStep?: (step: string) => void;
  /** How long `forget` waits for readers of replaced files, in milliseconds; 30,000 by default. */
  readonly readerWaitMs?: number;
}

/** The parts of an open lake that its own modules share. */
export interface LakeContext {
  readonly dir: string;
  readonly db: LakeDb;
  readonly manifest: Manifest;
  readonly journal: Journal;
  /** Names this opening of the lake in lake.db and in tmp/. */
  readonly openerId: string;
  readonly now: () => Date;
  readonly onStep: (step: string) => void;
  readonly readerWaitMs: number;
  /** Ends the lease that plain `source()` calls hold. */
  readonly releaseImplicitLease: () => void;
}

const contexts = new WeakMap<Lake, LakeContext>();
let counter = 0;

/** Remembers the parts behind `lake` for the functions that take a Lake. */
export function registerContext(lake: Lake, context: LakeContext): void {
  contexts.set(lake, context);
}

/** The parts behind `lake`. @throws ConfigProblem when `lake` was not opened by openLake. */
export function contextOf(lake: Lake): LakeContext {
  const context = contexts.get(lake);
  if (context === undefined)
    throw new ConfigProblem("this lake was not opened by openLake; open it with that");
  return context;
}

/** Absolute path of a new empty folder under tmp/, swept when its opener is gone. */
export function createTemporaryDir(context: Pick<LakeContext, "dir" | "openerId">, purpose: string): string {
  const dir = join(context.dir, "tmp", uniqueName(context, purpose));
  mkdirSync(dir, { recursive: true });
  return dir;
}

/** A name no other opening of the lake uses: opener, purpose, number. */
export function uniqueName({ openerId }: Pick<LakeContext, "openerId">, purpose: string): string {
  counter += 1;
  return `${openerId}-${purpose}-${counter}`;
}

/** A name for an engine table or view that no other call uses. */
export function relationName(purpose: string): string {
  counter += 1;
  return `lake_${purpose}_${counter}`;
}
