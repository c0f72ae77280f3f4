import type { OpenEffects } from "../../src/app/networks/open-effects.ts";
import type { Connector, LiveStream, Page } from "../../src/connectors/contract.ts";
import { createHttpClient } from "../../src/platform/http/http-client.ts";

/** A stream that hands out `pages`, whose cursors are their numbers from 1, and then ends when it is aborted. */
export function streamOf(pages: readonly Omit<Page, "cursor" | "isLast">[]): LiveStream {
  return {
    name: "made-up",
    gives: "pages of a test",
    watches: () => [{ table: "interactions", kind: "like", isComplete: true }],
    async *follow(cursor, _options, _config, { signal }) {
      for (const [index, page] of pages.entries())
        if (index >= Number(cursor ?? 0)) yield { ...page, cursor: String(index + 1), isLast: false };
      if (!signal.aborted)
        await new Promise(resolve => signal.addEventListener("abort", resolve, { once: true }));
    },
  };
}

/** A connector of bluesky that can do nothing but what `parts` say. */
export function connectorWith(parts: Partial<Connector>): Connector {
  return {
    network: "bluesky",
    capabilities: {
      listsActors: true,
      counts: "exact",
      seesRemovals: true,
      historyDays: null,
      allowsAuthenticity: true,
    },
    configFields: [],
    check: () => [],
    estimate: () => null,
    async *readAccount() {},
    streams: [],
    memberSources: [],
    ...parts,
  };
}

/** Effects that can ask nobody. */
export function closedEffects({ signal }: { readonly signal: AbortSignal }): OpenEffects {
  const http = createHttpClient({ userAgent: "Renown-test/1", signal, maxRequests: 0 });
  const sockets = { open: () => Promise.reject(new Error("no sockets here")) };
  const now = () => new Date("2026-11-02T00:00:00.000Z");
  return { effects: { http, sockets, now, signal }, close: () => http.close() };
}
