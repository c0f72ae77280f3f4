import type { Hono } from "hono";
import type { ApiDeps } from "../../src/api/api-deps.ts";
import { createApi } from "../../src/api/create-api.ts";
import type { PublishMode } from "../../src/app/serving/served-view.ts";
import { type ServedLake, servedTinyLake } from "./served-lake.ts";

/** The API over a served lake. */
export interface TinyApi {
  readonly served: ServedLake;
  readonly api: Hono;
  readonly deps: ApiDeps;
}

/** The API over the nine accounts of the tiny run, with `more` in place of its parts. */
export async function tinyApi(publish: PublishMode = "open", more: Partial<ApiDeps> = {}): Promise<TinyApi> {
  const served = await servedTinyLake(publish);
  const deps: ApiDeps = {
    ...served,
    addressOf: context => context.req.header("X-Test-Address") ?? "192.0.2.1",
    ...more,
  };
  return { served, deps, api: createApi(deps) };
}
