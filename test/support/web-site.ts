import { Hono } from "hono";
import type { ClaimDesk } from "../../src/app/claims/claim-desk.ts";
import { SECURITY_HEADERS } from "../../src/service/security-headers.ts";
import { createWeb } from "../../src/web/create-web.tsx";
import type { WebDeps } from "../../src/web/web-deps.ts";
import type { ServedLake } from "./served-lake.ts";

/** The pages over `served`, asked without a socket. */
export interface WebSite {
  readonly web: Hono;
  readonly desk: ClaimDesk;
  /** Errors that no page could answer. */
  readonly errors: unknown[];
  /** The answer to a GET of a path. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** The page at a path as text. */
  page(path: string): Promise<string>;
  /** The answer to a form sent by a page of the site itself, unless `headers` say otherwise. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
}

const HOST = "localhost:8080";

/** The pages over `served` with what `deps` changes. */
export function webSite(served: ServedLake, deps: Partial<WebDeps> = {}): WebSite {
  const errors: unknown[] = [];
  const pages = createWeb({
    ...served,
    importExport: null,
    originOf: () => `http://${HOST}`,
    onError: error => errors.push(error),
    ...deps,
  });
  // As on the socket: what a page sets itself stands.
  const web = new Hono()
    .use(async (context, next) => {
      await next();
      for (const [name, value] of Object.entries(SECURITY_HEADERS))
        if (!context.res.headers.has(name)) context.header(name, value);
    })
    .route("/", pages);
  const get = async (path: string, headers: Record<string, string> = {}) =>
    web.request(`http://${HOST}${path}`, { headers: { host: HOST, ...headers } });
  return {
    ...{ web, desk: served.claimDesk, errors, get },
    page: async path => (await get(path)).text(),
    post: async (path, fields, headers = {}) =>
      web.request(`http://${HOST}${path}`, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { host: HOST, "sec-fetch-site": "same-origin", ...headers },
      }),
  };
}

/** The words of a page, without tags. */
export function wordsOf(html: string): string {
  return html
    .replace(/<(script|svg)[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
}
