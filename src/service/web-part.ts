import type { Hono } from "hono";
import { importPaths } from "../app/import-paths.ts";
import type { ServiceDeps } from "../app/serving/service-deps.ts";
import { noProgress } from "../domain/progress.ts";
import { stackPlaces } from "../lib/stack-places.ts";
import { createWeb } from "../web/create-web.tsx";
import { publicOrigin } from "./client-address.ts";
import type { PartOptions } from "./part-options.ts";

/** The pages. Only where nobody but this machine asks do they take exports. */
export function webPart(deps: ServiceDeps, { trustsProxy }: PartOptions): Hono {
  const { dataDir, log, publish } = deps;
  const importExport = (path: string) =>
    importPaths({ dataDir, paths: [path], format: "auto", assumeUtc: false, progress: noProgress });
  return createWeb({
    ...deps,
    importExport: publish === "open" ? importExport : null,
    originOf: context => publicOrigin(context, trustsProxy),
    onError: error => {
      const { name } = error instanceof Error ? error : { name: "unknown" };
      log.error({ error: name, stack: stackPlaces(error) }, "page failed");
    },
  });
}
