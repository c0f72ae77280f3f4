import { Worker } from "node:worker_threads";
import { packagePath } from "../../platform/package-root.ts";

/** A picture to paint, and what came of it; `no` says which. */
export interface ToPaint {
  readonly no: number;
  readonly svg: string;
}
export interface Painted {
  readonly no: number;
  readonly png: Uint8Array | null;
  readonly error: string | null;
}

/** Too many pictures wait; ask again in a moment. */
export class PainterBusy extends Error {
  override readonly name = "PainterBusy";
}

interface Waiting {
  readonly resolve: (png: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Pictures that may wait for the one thread; at a few hundred milliseconds each, the last waits some seconds. */
const MOST_WAITING = 24;

/** Turns SVG into PNG on a thread of its own, one after another, with the bundled font. The thread starts with the
 *  first picture, and does not keep the program alive. */
export class CardPainter {
  private worker: Worker | null = null;
  private nextNo = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly mostWaiting = MOST_WAITING) {}

  /** @throws PainterBusy when too many wait already. */
  async paint(svg: string): Promise<Uint8Array> {
    if (this.waiting.size >= this.mostWaiting) throw new PainterBusy("too many pictures are waiting");
    const worker = this.worker ?? this.start();
    const no = this.nextNo++;
    worker.ref();
    return new Promise<Uint8Array>((resolve, reject) => {
      this.waiting.set(no, { resolve, reject });
      worker.postMessage({ no, svg } satisfies ToPaint);
    });
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    this.fail(new Error("the painter was closed"));
    await worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(packagePath("dist", "web", "share", "card-worker.js"));
    this.worker = worker;
    worker.on("message", ({ no, png, error }: Painted) => {
      const waiting = this.waiting.get(no);
      this.waiting.delete(no);
      if (this.waiting.size === 0) worker.unref();
      if (png === null) waiting?.reject(new Error(error ?? "not painted"));
      else waiting?.resolve(png);
    });
    // A thread that died is started again by the next picture.
    worker.on("error", error => this.lose(worker, error as Error));
    worker.on("exit", () => this.lose(worker, new Error("the painter stopped")));
    return worker;
  }

  private lose(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = null;
    this.fail(error);
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
