import ipaddr from "ipaddr.js";

const WINDOW_MS = 60_000;
/** Callers remembered at once; beyond it those whose minute is over go, then the oldest. */
const CALLERS = 50_000;

/** What is left to a caller after a request. */
export interface Allowance {
  readonly isAllowed: boolean;
  /** Requests left in this minute. */
  readonly remaining: number;
  /** Whole seconds until the minute is over, at least 1. */
  readonly resetSeconds: number;
}

/** Where the requests of each caller are counted; elsewhere when several processes serve. */
export interface RequestLimit {
  /** Counts one request of `caller`, who may make `limit` a minute. */
  take(caller: string, limit: number): Allowance | Promise<Allowance>;
}

/** Counts requests a minute for each caller; a minute begins with a caller's first request. */
export class RateLimiter implements RequestLimit {
  private readonly windows = new Map<string, { readonly startedAt: number; count: number }>();

  constructor(private readonly now: () => number) {}

  take(caller: string, limit: number): Allowance {
    const now = this.now();
    let window = this.windows.get(caller);
    if (window === undefined || now - window.startedAt >= WINDOW_MS) {
      this.windows.delete(caller);
      this.makeRoom(now);
      window = { startedAt: now, count: 0 };
      this.windows.set(caller, window);
    }
    window.count += 1;
    return {
      isAllowed: window.count <= limit,
      remaining: Math.max(0, limit - window.count),
      resetSeconds: Math.max(1, Math.ceil((window.startedAt + WINDOW_MS - now) / 1000)),
    };
  }

  private makeRoom(now: number): void {
    for (const [caller, { startedAt }] of this.windows) {
      if (now - startedAt < WINDOW_MS && this.windows.size < CALLERS) return;
      this.windows.delete(caller);
    }
  }
}

/** Whose requests count together: an IPv4 address, or the /64 network of an IPv6 one, since a household has that many. */
export function callerOfAddress(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return (parsed as ipaddr.IPv6).parts.slice(0, 4).join(":");
}
