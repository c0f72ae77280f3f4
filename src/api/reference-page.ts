import type { OpenApiDocument } from "./openapi-document.ts";
import { PROBLEM_KINDS } from "./problem.ts";
import { escaped, fieldsTable, prose, type Schema, typeOf } from "./reference-schema.ts";

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly content?: Readonly<Record<string, { schema: Schema }>> }
    >
  >;
}

/** The reference page of an OpenAPI document: whole without script and without a file from elsewhere. */
export function referencePage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
      path,
      method,
      operation,
    })),
  );
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>);
  const links = operations.map(
    ({ path, method, operation }) =>
      `<li><a href="#${operation.operationId}"><code>${methodWord(method)}${shortPath(path)}</code></a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.info.title)} API ${escaped(document.info.version)}</title>
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<header>
<h1>${escaped(document.info.title)} API</h1>
<p class="dim"><a href="/">Renown</a> · Version ${escaped(document.info.version)} · <a href="/api/v1/openapi.json">OpenAPI 3.1 document</a></p>
<p>${prose(document.info.description ?? "")}</p>
</header>
<nav aria-label="Contents">
<ul>
${links.join("\n")}
<li><a href="#manners">Keys, limits, caching</a></li>
<li><a href="#problems">Problems</a></li>
<li><a href="#shapes">Shapes</a></li>
</ul>
</nav>
<main>
<h2>Addresses</h2>
${operations.map(({ path, method, operation }) => operationSection(path, method, operation)).join("\n")}
${MANNERS}
<h2 id="problems">Problems</h2>
<p>Every error answer is <code>application/problem+json</code>: <code>type</code> names one of these, <code>detail</code>
says what is wrong, which value, and what to do next.</p>
<div class="wide"><table>
<thead><tr><th scope="col">type</th><th scope="col">status</th><th scope="col">meaning</th></tr></thead>
<tbody>
${Object.entries(PROBLEM_KINDS)
  .map(
    ([kind, [status, title]]) =>
      `<tr id="problem-${kind}"><td><code>${kind}</code></td><td>${status}</td><td>${escaped(title)}</td></tr>`,
  )
  .join("\n")}
</tbody></table></div>
<h2 id="shapes">Shapes</h2>
${schemas.map(([name, schema]) => `<h3 id="shape-${name}">${name}</h3>\n${fieldsTable(schema)}`).join("\n")}
</main>
</body>
</html>
`;
}

/** What stands before a path in the contents: nothing for reading, else the method. */
function methodWord(method: string): string {
  return method === "get" ? "" : `${method.toUpperCase()} `;
}

function operationSection(path: string, method: string, operation: Operation): string {
  const { operationId, summary, description, parameters = [], responses } = operation;
  return `<section aria-labelledby="${operationId}">
<h3 id="${operationId}"><span class="method">${method}</span> <code>${escaped(path)}</code></h3>
<p>${prose(`${summary}. ${description}`)}</p>
${parameters.length === 0 ? "" : parametersTable(parameters)}
<h4>Answers</h4>
<ul>
${Object.entries(responses)
  .map(
    ([status, response]) =>
      `<li><strong>${status}</strong> ${prose(response.description)}${shapes(response)}</li>`,
  )
  .join("\n")}
</ul>
</section>`;
}

function parametersTable(parameters: readonly Parameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, description, schema }) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${place}${required ? ", needed" : ""}</td><td>${typeOf(schema)}</td>` +
      `<td>${prose(description ?? "")}</td></tr>`,
  );
  return `<div class="wide"><table>
<thead><tr><th scope="col">parameter</th><th scope="col">in</th><th scope="col">type</th><th scope="col">meaning</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

function shapes({ content = {} }: Operation["responses"][string]): string {
  const said = Object.entries(content)
    .filter(([type]) => type !== "application/problem+json")
    .map(
      ([type, { schema }]) =>
        `<code>${escaped(type)}</code> ${type === "application/json" ? typeOf(schema) : ""}`,
    );
  return said.length === 0 ? "" : `: ${said.join(", ")}`;
}

function shortPath(path: string): string {
  return escaped(path.replace("/api/v1", ""));
}

const MANNERS = `<h2 id="manners">Keys, limits, caching</h2>
<p>Reading needs no key. A key of <code>renown keys create</code> raises the number of requests a minute; send it as
<code>Authorization: Bearer KEY</code> or <code>X-API-Key: KEY</code>. Where there is a limit, every answer says it in
<code>RateLimit-Limit</code>, <code>RateLimit-Remaining</code>, <code>RateLimit-Reset</code> (seconds) and
<code>RateLimit-Policy</code>; beyond it the answer is 429 with <code>Retry-After</code>.</p>
<p>Answers may be kept but are to be asked for again with <code>If-None-Match</code>: an opt-out counts at once, and as
long as nothing has changed the answer is 304 without a body. Handles go into the path percent-encoded:
<code>/api/v1/score/x%3A%40maya_rivers</code>.</p>
<pre>curl -s http://127.0.0.1:8080/api/v1/score/x:@maya_rivers
curl -s -H 'Accept: text/csv' 'http://127.0.0.1:8080/api/v1/top?limit=5'</pre>`;
