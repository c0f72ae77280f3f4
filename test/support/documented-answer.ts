import { z } from "zod";
import { API_ROUTES } from "../../src/api/api-routes.ts";
import type { ApiRoute } from "../../src/api/route.ts";

interface DocumentedResponse {
  readonly content?: Readonly<Record<string, { readonly schema: z.ZodType }>>;
}

/** The route called `name` in the OpenAPI document. */
export function routeNamed(name: string): ApiRoute {
  const route = API_ROUTES.find(({ config }) => config.operationId === name);
  if (route === undefined) throw new RangeError(`no route is called ${name}`);
  return route;
}

/** What is wrong with `response` by the document of `route`: a status or type it does not name, a field that is missing,
 *  of another type, or not documented. Null when nothing is. */
export async function undocumented({ config }: ApiRoute, response: Response): Promise<string | null> {
  const documented = config.responses[response.status] as DocumentedResponse | undefined;
  if (documented === undefined) return `status ${response.status} is not documented`;
  const body = await response.clone().text();
  if (documented.content === undefined) return body === "" ? null : "a body is not documented";
  const type = (response.headers.get("Content-Type") ?? "").split(";")[0]!;
  const schema = documented.content[type]?.schema;
  if (schema === undefined) return `type ${type} is not documented for ${response.status}`;
  if (!type.endsWith("json")) return null;
  const json: unknown = JSON.parse(body);
  const parsed = schema.safeParse(json);
  if (!parsed.success) return z.prettifyError(parsed.error);
  // Parsing leaves out what is not documented.
  return JSON.stringify(sorted(parsed.data)) === JSON.stringify(sorted(json))
    ? null
    : "it has undocumented fields";
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
