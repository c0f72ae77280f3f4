import { ClaimRefused } from "./claim-refused.ts";

/** Work done one after another, with room for a few that wait: what opens the lake must not pile up. */
export class WorkLine {
  private last: Promise<unknown> = Promise.resolve();
  private waitingCount = 0;

  constructor(private readonly limit = 8) {}

  /** What `work` returns, once those before it are done.
   *  @throws ClaimRefused when too many wait. */
  async do<T>(work: () => Promise<T>): Promise<T> {
    if (this.waitingCount >= this.limit)
      throw new ClaimRefused("busy", "Too many wait already; try again in a minute.");
    this.waitingCount += 1;
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      this.waitingCount -= 1;
    }
  }
}
