import type { ConnectorEffects } from "../../connectors/contract.ts";
import type { RateBudget } from "../../lib/rate-budget.ts";
import { createSocketClient } from "../../platform/http/open-socket-client.ts";
import { openHttpClient, userAgentOf } from "../network-settings.ts";
import type { Environment } from "./settings-file.ts";

export interface EffectsOptions {
  readonly signal: AbortSignal;
  readonly env: Environment;
  /** The clock of the reading: one time for the whole of it, so that reading on gives the same rows. */
  readonly now: () => Date;
  /** Requests of this reading; no bound when absent. */
  readonly maxRequests?: number;
  /** What servers allow, by host, shared by readings that follow one another. */
  readonly allowances?: Map<string, RateBudget>;
  /** Told of each wait for a server's allowance. */
  readonly onWait?: (host: string, milliseconds: number) => void;
}

/** Effects for a connector, open until they are closed. */
export interface OpenEffects {
  readonly effects: ConnectorEffects;
  close(): Promise<void>;
}

/** The effects of one reading: HTTP and web sockets that name this program, behind the address guard. */
export function openEffects(options: EffectsOptions): OpenEffects {
  const { signal, env, now } = options;
  const http = openHttpClient(options);
  const sockets = createSocketClient({
    userAgent: userAgentOf(env),
    signal,
    guard: { allowLoopback: env["RENOWN_ALLOW_LOOPBACK"] === "1" },
  });
  return { effects: { http, sockets, now, signal }, close: () => http.close() };
}
