import { createHttpClient, type HttpClient } from "../../src/platform/http/http-client.ts";

/** A client that asks for each origin of `routes` at another address, so that servers on this machine can have the
 *  names they would have outside. Every other origin answers 404. */
export function routedHttp(
  routes: Readonly<Record<string, string>>,
  options: { readonly signal?: AbortSignal; readonly maxRequests?: number } = {},
): HttpClient {
  const client = createHttpClient({
    userAgent: "Renown-test/1 (+https://example.org)",
    signal: new AbortController().signal,
    guard: { allowLoopback: true },
    retries: 0,
    ...options,
  });
  return {
    get sentCount() {
      return client.sentCount;
    },
    close: () => client.close(),
    async request(address, request) {
      const { origin, pathname, search } = new URL(address);
      const target = routes[origin];
      if (target === undefined)
        return {
          status: 404,
          headers: new Headers(),
          url: address,
          body: new TextEncoder().encode("<html>"),
        };
      return { ...(await client.request(`${target}${pathname}${search}`, request)), url: address };
    },
  };
}
