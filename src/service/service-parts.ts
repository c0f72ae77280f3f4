import type { Hono } from "hono";
import type { ServiceDeps } from "../app/serving/service-deps.ts";
import { CardPainter } from "../web/share/card-painter.ts";
import { createShare } from "../web/share/create-share.ts";

/** What the composition of the service knows beside what every part needs. */
export interface PartOptions {
  /** Whether X-Forwarded-* headers are a proxy's own. */
  readonly trustsProxy: boolean;
}

/** The parts of the service in the order in which they are asked. */
export function serviceParts(deps: ServiceDeps, _options: PartOptions): readonly Hono[] {
  return [createShare(deps, new CardPainter())];
}
