import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { packagePath } from "../platform/package-root.ts";
import { CHART_STYLE } from "./charts/chart-style.ts";

/** A file of the site as it is served: its name holds its hash, so it never changes. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

/** What every page links to. */
export interface SiteAssets {
  readonly style: Asset;
  readonly script: Asset;
  readonly icon: Asset;
}

/** The one style sheet (that of charts, then the sheets of assets/site in order of name), the one script and the icon. */
export function loadAssets(): SiteAssets {
  const folder = packagePath("assets", "site");
  const read = (name: string) => readFileSync(packagePath("assets", "site", name), "utf8");
  const sheets = readdirSync(folder).filter(name => name.endsWith(".css"));
  return {
    style: asset(
      "site",
      "css",
      "text/css; charset=utf-8",
      [CHART_STYLE, ...sheets.sort().map(read)].join("\n"),
    ),
    script: asset("site", "js", "text/javascript; charset=utf-8", read("site.js")),
    icon: asset("icon", "svg", "image/svg+xml", read("icon.svg")),
  };
}

function asset(name: string, ending: string, type: string, body: string): Asset {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
  return { path: `/assets/${name}-${hash}.${ending}`, type, body };
}
