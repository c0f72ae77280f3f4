import type { Engine } from "../../engines/contract.ts";
import type { CompactResult, Lake } from "../../lake/contract.ts";
import { openEngine } from "../open-engine.ts";
import type { StreamWriter } from "./stream-writer.ts";

const ROWS = 1_000_000;
const EVERY_MILLISECONDS = 10 * 60_000;
const MEMORY_MEBIBYTES = 1024;

/** Moves the journal into the tables while appends go on: after so many rows, or after so long. Its engine is its own,
 *  so that it holds up no question. */
export class BackgroundCompaction {
  readonly total = { rowsDuplicate: 0, rowsForgotten: 0, rowsRefused: 0 };
  private engine: Engine | null = null;
  private running: Promise<void> | null = null;
  private error: unknown = null;
  private rowsThen = 0;
  private timeThen: number;

  constructor(
    private readonly lake: Lake,
    private readonly writer: StreamWriter,
    private readonly now: () => number,
    private readonly everyRows = ROWS,
  ) {
    this.timeThen = now();
  }

  /** Begins to compact when it is time. @throws what the last compaction failed with. */
  look(): void {
    if (this.error !== null) throw this.error;
    const rows = this.writer.counts.rows - this.rowsThen;
    const isDue = rows >= this.everyRows || (rows > 0 && this.now() - this.timeThen >= EVERY_MILLISECONDS);
    if (this.running !== null || !isDue) return;
    this.running = this.compact()
      .catch((error: unknown) => {
        this.error = error;
      })
      .finally(() => {
        this.running = null;
      });
  }

  /** Compacts now, after one that runs. */
  async compact(): Promise<void> {
    await this.running;
    this.rowsThen = this.writer.counts.rows;
    this.timeThen = this.now();
    const isDone = this.writer.profiles.beginCompaction();
    this.engine ??= await openEngine(this.lake.temporaryDir("compact"), {
      memoryMebibytes: MEMORY_MEBIBYTES,
      threads: 1,
    });
    this.add(await this.lake.compact(this.engine));
    isDone();
  }

  async close(): Promise<void> {
    await this.running;
    await this.engine?.close();
  }

  private add(result: CompactResult): void {
    this.total.rowsDuplicate += result.journalRowsDuplicate;
    this.total.rowsForgotten += result.journalRowsForgotten;
    this.total.rowsRefused += result.journalRowsRejected;
  }
}
