import type { Connector, ConnectorConfig, ConnectorEffects } from "../../connectors/contract.ts";
import type { HttpClient } from "../../platform/http/http-client.ts";
import { RequestsSpent } from "../../platform/http/http-client.ts";
import { createSocketClient } from "../../platform/http/open-socket-client.ts";
import { packageVersion } from "../../platform/package-version.ts";
import { openHttpClient } from "../network-settings.ts";

/** What connectors may do to the world until `signal` is aborted: this program's name on requests and sockets, and
 *  the machine itself only with RENOWN_ALLOW_LOOPBACK=1. */
export function openEffects(signal: AbortSignal, env: NodeJS.ProcessEnv = process.env): ConnectorEffects {
  const contact = env["RENOWN_CONTACT"];
  return {
    http: openHttpClient({ signal, env }),
    sockets: createSocketClient({
      userAgent: `Renown/${packageVersion()}${contact ? ` (${contact})` : ""}`,
      signal,
      guard: { allowLoopback: env["RENOWN_ALLOW_LOOPBACK"] === "1" },
    }),
    now: () => new Date(),
    signal,
  };
}

/** Settings of `connector` as the environment gives them, defaults filled in. */
export function settingsOf(connector: Connector, env: NodeJS.ProcessEnv = process.env): ConnectorConfig {
  const prefix = `RENOWN_${connector.network.toUpperCase()}`;
  const entries = connector.configFields.flatMap(({ name, defaultValue }) => {
    const value = env[`${prefix}_${name.toUpperCase()}`] ?? defaultValue;
    return value === undefined || value === "" ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** `http` with a budget of its own: what it learnt of servers' allowances stays shared. */
export function withBudget(http: HttpClient, maxRequests: number): HttpClient {
  const before = http.sentCount;
  return {
    get sentCount() {
      return http.sentCount - before;
    },
    close: async () => {},
    request: (url, request) => {
      if (http.sentCount - before < maxRequests) return http.request(url, request);
      return Promise.reject(
        new RequestsSpent(`All ${maxRequests} requests that were allowed have been sent.`),
      );
    },
  };
}
