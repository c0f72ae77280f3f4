import type { CallAllowance } from "./klout-deps.ts";

/** Klout's default limits. */
const CALLS_A_SECOND = 10;
const CALLS_A_DAY = 10_000;
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
/** Keys remembered at once; beyond it the oldest go. */
const MOST_KEYS = 50_000;

interface Calls {
  second: number;
  inSecond: number;
  day: number;
  inDay: number;
}

/** Counts the calls of each key as Klout's gateway did: 10 in a second of the clock, 10,000 in a UTC day. */
export class CallLimit {
  private readonly calls = new Map<string, Calls>();

  constructor(private readonly now: () => Date) {}

  /** Counts one call of `key`; a call that is refused counts nothing. */
  take(key: string): CallAllowance {
    const at = this.now().getTime();
    const [second, day] = [Math.floor(at / SECOND_MS), Math.floor(at / DAY_MS)];
    const held = this.calls.get(key);
    const calls = held ?? { second, inSecond: 0, day, inDay: 0 };
    if (calls.second !== second) Object.assign(calls, { second, inSecond: 0 });
    if (calls.day !== day) Object.assign(calls, { day, inDay: 0 });
    if (held === undefined) this.remember(key, calls);
    if (calls.inDay >= CALLS_A_DAY)
      return { isAllowed: false, retryAfterSeconds: ((day + 1) * DAY_MS - at) / 1_000 };
    if (calls.inSecond >= CALLS_A_SECOND)
      return { isAllowed: false, retryAfterSeconds: ((second + 1) * SECOND_MS - at) / 1_000 };
    calls.inSecond += 1;
    calls.inDay += 1;
    return { isAllowed: true, retryAfterSeconds: 0 };
  }

  private remember(key: string, calls: Calls): void {
    const [oldest] = this.calls.keys();
    if (oldest !== undefined && this.calls.size >= MOST_KEYS) this.calls.delete(oldest);
    this.calls.set(key, calls);
  }
}
