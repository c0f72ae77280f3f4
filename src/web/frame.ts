import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { ServedView } from "../app/serving/served-view.ts";
import { loadAssets, type SiteAssets } from "./assets.ts";
import { type Theme, themeOf } from "./theme.ts";

/** What stands around every page of one request. */
export interface Frame {
  readonly assets: SiteAssets;
  readonly theme: Theme;
  /** Path and query of the request. */
  readonly path: string;
  /** Scheme and host that readers use, for addresses that leave the page. */
  readonly origin: string;
  /** What the numbers belong to; null where nothing is published or a page shows none. */
  readonly stamp: FrameStamp | null;
  /** Whether anything of the site may be indexed by search engines. */
  readonly isIndexable: boolean;
}

export interface FrameStamp {
  readonly asOf: string;
  readonly model: string;
  readonly intendedUse: string;
}

let loaded: SiteAssets | null = null;

/** The files of the site, read once. */
export function siteAssets(): SiteAssets {
  loaded ??= loadAssets();
  return loaded;
}

/** Notes under which scheme and host the site is reached, for the frames of this request. */
export function setOrigin(context: Context, origin: string): void {
  context.set("origin", origin);
}

/** The frame of a request; `view` is null where the page rests on no snapshot. */
export function frameOf(context: Context, view: ServedView | null): Frame {
  const url = new URL(context.req.url);
  return {
    assets: siteAssets(),
    theme: themeOf(getCookie(context, "theme")),
    path: url.pathname + url.search,
    origin: context.get("origin") ?? url.origin,
    stamp:
      view === null
        ? null
        : { asOf: view.reader.stamp.asOf, model: view.model.id, intendedUse: view.model.intendedUse },
    isIndexable: view?.publish === "indexable",
  };
}
