import type { Context, Hono } from "hono";
import { createApi } from "../api/create-api.ts";
import type { ServiceDeps } from "../app/serving/service-deps.ts";
import { clientAddress } from "./client-address.ts";

/** What the composition of the service knows beside what every part needs. */
export interface PartOptions {
  /** Whether X-Forwarded-* headers are a proxy's own. */
  readonly trustsProxy: boolean;
}

/** The parts of the service in the order in which they are asked. */
export function serviceParts(deps: ServiceDeps, { trustsProxy }: PartOptions): readonly Hono[] {
  const addressOf = (context: Context) => clientAddress(context, trustsProxy);
  return [createApi({ ...deps, addressOf })];
}
