import { ConfigProblem } from "../domain/errors.ts";
import type { Lake } from "./contract.ts";
import type { Journal, JournalContext } from "./journal.ts";

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
export interface LakeContext extends JournalContext {
  readonly journal: Journal;
  readonly readerWaitMs: number;
  /** Ends the lease that plain `source()` calls hold. */
  readonly releaseImplicitLease: () => void;
}

const contexts = new WeakMap<Lake, LakeContext>();

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
