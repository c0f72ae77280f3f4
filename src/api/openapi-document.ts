import { OpenAPIHono, type RouteConfig } from "@hono/zod-openapi";
import { packageVersion } from "../platform/package-version.ts";
import { API_ROUTES } from "./api-routes.ts";

export type OpenApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const DESCRIPTION =
  "Scores of influence online, never without their range, coverage, model, date and intended use. Lists and scores " +
  "also come as CSV (`?format=csv` or `Accept: text/csv`). Answers carry an ETag that changes with the snapshot; " +
  "errors are application/problem+json (RFC 9457). Reading is open; a key raises the number of requests a minute.";

/** The OpenAPI 3.1 document of the API, made from the schemas that requests are checked with. */
export function openApiDocument(): OpenApiDocument {
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono();
  const keys = {
    key: openAPIRegistry.registerComponent("securitySchemes", "key", {
      type: "http",
      scheme: "bearer",
      description: "A key of `renown keys create`.",
    }),
    keyHeader: openAPIRegistry.registerComponent("securitySchemes", "keyHeader", {
      type: "apiKey",
      in: "header",
      name: "X-API-Key",
    }),
  };
  const asked = [{ [keys.key.name]: [] }, { [keys.keyHeader.name]: [] }];
  const session = openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "http",
    scheme: "bearer",
    description: "The session token of a claimed account.",
  });
  const securityOf = ({ method, tags }: RouteConfig) => {
    if (tags?.includes("me") === true) return [{ [session.name]: [] }];
    return method === "get" || tags?.includes("claims") === true ? [{}, ...asked] : asked;
  };
  for (const { config } of API_ROUTES)
    openAPIRegistry.registerPath({ ...config, security: securityOf(config) });
  return getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Renown",
      version: packageVersion(),
      description: DESCRIPTION,
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    tags: [
      { name: "read", description: "Answers from the published snapshot." },
      { name: "jobs", description: "Handles that the snapshot does not hold are fetched by jobs." },
      { name: "write", description: "What needs a key or proof." },
      { name: "claims", description: "Proving control of an account." },
      { name: "me", description: "What the owner of a claimed account may do." },
    ],
  });
}
