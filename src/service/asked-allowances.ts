import type { Allowance, RequestLimit } from "../api/rate-limiter.ts";
import type { FromReader } from "./reader-settings.ts";

/** Counts requests in another process, so that a caller has its requests a minute over all processes together. */
export class AskedAllowances implements RequestLimit {
  private readonly waiting = new Map<number, (allowance: Allowance) => void>();
  private lastId = 0;

  constructor(private readonly tell: (message: FromReader) => void) {}

  take(caller: string, limit: number): Promise<Allowance> {
    this.lastId += 1;
    const askId = this.lastId;
    return new Promise(resolve => {
      this.waiting.set(askId, resolve);
      this.tell({ kind: "take", askId, caller, limit });
    });
  }

  /** Hands over what the other process answered to `askId`. */
  answer(askId: number, allowance: Allowance): void {
    this.waiting.get(askId)?.(allowance);
    this.waiting.delete(askId);
  }
}
