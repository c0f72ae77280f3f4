/** What a server said about how much may still be asked. Unknown parts are null. */
export interface RateState {
  /** Requests left until the reset. */
  readonly remaining: number | null;
  /** When the count starts anew, in milliseconds since 1970. */
  readonly resetAt: number | null;
}

/** Paces requests to one server by what its answers say: asks when allowed, waits when it is not.
 *  Times are milliseconds since 1970 and come from the caller. */
export class RateBudget {
  private remaining: number | null = null;
  private resetAt: number | null = null;
  private blockedUntil = 0;

  /** `reserve`: requests left over for others who use the same allowance. */
  constructor(private readonly reserve = 0) {}

  /** Milliseconds to wait at `now` before the next request; 0 to ask at once. */
  waitBefore(now: number): number {
    const isSpent = this.remaining !== null && this.remaining <= this.reserve;
    const until =
      isSpent && this.resetAt !== null ? Math.max(this.resetAt, this.blockedUntil) : this.blockedUntil;
    return Math.max(0, until - now);
  }

  /** Counts a request that is about to be sent at `now`. */
  spend(now: number): void {
    if (this.resetAt !== null && now >= this.resetAt) {
      this.remaining = null;
      this.resetAt = null;
    }
    if (this.remaining !== null) this.remaining = Math.max(0, this.remaining - 1);
  }

  /** Takes over what an answer said. Answers may arrive out of order, so within one period the lower count holds. */
  learn({ remaining, resetAt }: RateState): void {
    const isSamePeriod = resetAt === this.resetAt && this.remaining !== null && remaining !== null;
    if (remaining !== null) this.remaining = isSamePeriod ? Math.min(this.remaining!, remaining) : remaining;
    if (resetAt !== null) this.resetAt = resetAt;
  }

  /** Sends nothing before `until`, whatever the counts say: the server refused a request. */
  block(until: number): void {
    this.blockedUntil = Math.max(this.blockedUntil, until);
  }
}
